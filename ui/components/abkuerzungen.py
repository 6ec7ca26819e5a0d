"""The concept's abbreviations, explained on the spot."""

import re

from ui import daten
from ui.components.html import tag, text
from ui.gezeichnet import einmal

# Reading aids such as "S." or "vgl." would only clutter a page; they stand in the list under Hilfe.
STUMM = {"S.", "ebd.", "vgl."}


def explain(value: str) -> str:
    """Escaped HTML in which every abbreviation of the concept is an <abbr> with its long form."""
    return _explained(value, daten.abkuerzungen())


@einmal(maxsize=2000)
def _explained(value: str, abkuerzungen: dict[str, str]) -> str:
    known = {kurz: lang for kurz, lang in abkuerzungen.items() if kurz not in STUMM}
    if not known:
        return text(value)
    pattern = "|".join(re.escape(kurz) for kurz in sorted(known, key=len, reverse=True))
    parts = re.split(rf"(?<!\w)({pattern})(?!\w)", value)
    return "".join(_abbr(part, known) if part in known else text(part) for part in parts)


def _abbr(kurz: str, known: dict[str, str]) -> str:
    return tag("abbr", text(kurz), title=known[kurz], tabindex="0")
