"""A frozen state names the version of the rules that judged it; this test remembers to raise it."""

import ast
import hashlib
from pathlib import Path

from ilm_data.rules.regelversion import REGELVERSION, URTEILENDE

FINGERABDRUCK = {"1": "a85c6c3469191afb"}
"""Version → fingerprint of the judging modules, as they were when it was last decided."""

FRAGE = (
    "A rule that judges frozen states has changed. May the same raw rows now give another state or figure? "
    "Then raise REGELVERSION. Either way write the new fingerprint down here: "
)


def fingerabdruck() -> str:
    """Of the code alone: comments, docstrings and layout do not count."""
    folder = Path(__file__).resolve().parents[2] / "ilm_data" / "rules"
    code = "".join(_code((folder / f"{name}.py").read_text(encoding="utf-8")) for name in URTEILENDE)
    return hashlib.sha256(code.encode()).hexdigest()[:16]


def _code(source: str) -> str:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [s for s in body if not _is_text(s)]  # type: ignore[attr-defined]
    return ast.unparse(tree)


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def test_a_changed_rule_asks_for_the_version() -> None:
    assert FINGERABDRUCK.get(REGELVERSION) == fingerabdruck(), FRAGE + fingerabdruck()
