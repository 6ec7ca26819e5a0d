"""Whether a period of a file is of the kind that an indicator speaks of."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from db.vocabulary import Periodenart
from ilm_data.imports.formen import Zeitraum
from ilm_data.imports.zeitangaben import month_of, quarter_of, schoolyear_of, year_of
from ilm_data.imports.ziele import Importziel
from ilm_data.rules.fehler import RegelVerletzt

ERWARTET: Mapping[Periodenart, str] = {
    Periodenart.STICHTAG: "ein Stichtag wie 31.12.2024",
    Periodenart.MONAT: "ein Monat wie 10/2026",
    Periodenart.QUARTAL: "ein Quartal wie 3. Quartal 2025",
    Periodenart.HALBJAHR: "ein Halbjahr wie 1. Halbjahr 2025",
    Periodenart.SCHULJAHR: "ein Schuljahr wie 2024/25",
    Periodenart.JAHR: "ein Jahr wie 2024",
}


@lru_cache(maxsize=10_000)
def periodenart_of(zeitraum: Zeitraum) -> Periodenart | None:
    """None for a span that is none of the kinds."""
    jahr, monat = zeitraum.beginn.year, zeitraum.beginn.month
    formen = {
        Periodenart.STICHTAG: Zeitraum(zeitraum.beginn, zeitraum.beginn),
        Periodenart.MONAT: month_of(jahr, monat),
        Periodenart.QUARTAL: quarter_of(jahr, (monat + 2) // 3),
        Periodenart.HALBJAHR: Zeitraum(
            date(jahr, 1 if monat < 7 else 7, 1), month_of(jahr, 6 if monat < 7 else 12).ende
        ),
        Periodenart.SCHULJAHR: schoolyear_of(jahr),
        Periodenart.JAHR: year_of(jahr),
    }
    return next((art for art, form in formen.items() if form == zeitraum), None)


def check_periode(zeitraum: Zeitraum, ziel: Importziel, heute: date) -> None:
    """Raises RegelVerletzt for another kind of period or another Stichtag, and for one that has not begun yet."""
    if periodenart_of(zeitraum) is not ziel.periodenart:
        erwartet = ERWARTET[ziel.periodenart]
        raise RegelVerletzt(f"Der Zeitraum {zeitraum} passt nicht zum Indikator; erwartet: {erwartet}")
    if ziel.stichtag and (zeitraum.beginn.day, zeitraum.beginn.month) != ziel.stichtag:
        tag, monat = ziel.stichtag
        raise RegelVerletzt(f"Der Stichtag {zeitraum} passt nicht zum Indikator; erwartet: {tag:02}.{monat:02}.")
    if zeitraum.beginn > heute:
        raise RegelVerletzt(f"Der Zeitraum {zeitraum} liegt in der Zukunft.")
