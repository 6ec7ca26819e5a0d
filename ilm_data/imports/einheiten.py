"""Units as the offices write them: which of them mean the same, and which never go together."""

import re

_PROZENT = frozenset({"%", "prozent", "in %", "in prozent", "v. h.", "v.h.", "vh", "percent"})
_ANZAHL = frozenset({"anzahl", "number", "personen", "zahl", "bestand", "fälle", "faelle"})
_TAUSEND = frozenset(
    {"1 000", "1000", "1.000", "tsd.", "tausend", "in tausend", "in 1 000", "in 1000", "1 000 personen"}
)
_JAHRE = frozenset({"jahre", "jahr", "years"})
_EURO = frozenset({"eur", "euro", "€"})
_MONATE = frozenset({"monate", "monat"})
_WEITERE = frozenset(
    {"qkm", "km²", "ha", "tsd. eur", "1 000 eur", "1000 eur", "mill. eur", "mio. eur", "ew/qkm", "je 1 000"}
)
_EIGENE = {"prozent": _PROZENT, "tausend": _TAUSEND, "jahre": _JAHRE, "euro": _EURO, "monate": _MONATE}
ALLE = _PROZENT | _ANZAHL | _TAUSEND | _JAHRE | _EURO | _MONATE | _WEITERE


def clean_einheit(text: str) -> str:
    """Without brackets, underscores and the word "in" before it."""
    rein = re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("_", " ")).strip().strip("()[]").strip()
    return re.sub(r"^in (?=%|\w)", "", rein, flags=re.I)


def is_einheit(text: str) -> bool:
    """Whether a cell of a table's head names a unit and nothing else."""
    return clean_einheit(text).casefold() in ALLE


def zeit_einheit(text: str) -> bool:
    """Years and months: as a line of their own above a table they name its periods, not a unit."""
    return clean_einheit(text).casefold() in _JAHRE | _MONATE


def passt(in_datei: str, im_katalog: str) -> bool:
    """Whether values in the file's unit may be stored under the catalogue's unit. No unit in the file fits none.

    A plain count ("Anzahl") fits whatever is counted (Personen, Kinder, Fälle), but no rate, span or sum of money.
    """
    datei, katalog = clean_einheit(in_datei).casefold(), clean_einheit(im_katalog).casefold()
    if not datei or datei == katalog:
        return datei == katalog
    art_datei, art_katalog = _art(datei), _art(katalog)
    if art_datei or art_katalog:
        return art_datei == art_katalog
    return datei in _ANZAHL and katalog not in _WEITERE


def _art(einheit: str) -> str:
    return next((art for art, worte in _EIGENE.items() if einheit in worte), "")
