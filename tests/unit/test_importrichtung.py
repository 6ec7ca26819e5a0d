"""Which room may know which: the contracts of pyproject.toml, and what a page never does itself."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "pages").rglob("*.py"))
VERBOTEN = ("sqlalchemy", "altair", "db.models", "db.engine")
UHR = {"now", "today", "utcnow", "fromtimestamp", "time"}
UHREN = {"datetime", "date", "time"}


def test_the_contracts_hold() -> None:
    lint = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"
    done = subprocess.run([sys.executable, "-c", lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout
    assert "pages → ui → ilm_data → db" in done.stdout


def list_violations(source: str) -> list[str]:
    """Forbidden imports and looks at the clock in a page, e.g. "import db.models"."""
    tree = ast.parse(source)
    names = _aliases(tree)
    found = [f"import {name}" for name in _imported(tree) if _is_forbidden(name)]
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        called = _dotted(call.func, names)
        owner, _, method = called.rpartition(".")
        if method in UHR and owner.rpartition(".")[2] in UHREN:
            found.append(called)
    return found


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module or ''}.{alias.name}" for alias in node.names)


def _is_forbidden(name: str) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in VERBOTEN)


def _aliases(tree: ast.AST) -> dict[str, str]:
    """What a name was called before "as"."""
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom))
    return {alias.asname: alias.name for node in imports for alias in node.names if alias.asname}


def _dotted(node: ast.expr, names: dict[str, str]) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value, names)}.{node.attr}"
    return names.get(node.id, node.id) if isinstance(node, ast.Name) else ""


def test_there_are_pages_to_look_at() -> None:
    assert {page.parent.name for page in PAGES} >= {"lage", "info"}
    # A page directly in pages/ would run its first request without the entry script.
    assert not list((ROOT / "pages").glob("*.py"))


@pytest.mark.parametrize("seite", PAGES, ids=lambda seite: str(seite.relative_to(ROOT)))
def test_a_page_knows_no_database_no_chart_library_and_no_clock(seite: Path) -> None:
    assert list_violations(seite.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "violations"),
    [
        ("import sqlalchemy as sa", ["import sqlalchemy"]),
        ("from sqlalchemy.orm import Session", ["import sqlalchemy.orm.Session"]),
        ("import altair as alt", ["import altair"]),
        ("from db.models import Sachstand", ["import db.models.Sachstand"]),
        ("from db import engine", ["import db.engine"]),
        ("def f():\n    import db.models.plan", ["import db.models.plan"]),
        ("from datetime import datetime\nx = datetime.now()", ["datetime.now"]),
        ("import datetime as dt\nx = dt.datetime.now(dt.UTC)", ["datetime.datetime.now"]),
        ("from datetime import date as tag\nx = tag.today()", ["date.today"]),
        ("import time\nx = time.time()", ["time.time"]),
        ("from db.vocabulary import Rolle\nfrom datetime import date\nx = date(2026, 1, 1)", []),
        ("from ui.kontext import kontext\nx = kontext().heute", []),
    ],
)
def test_the_check_sees_what_it_should(source: str, violations: list[str]) -> None:
    assert list_violations(source) == violations
