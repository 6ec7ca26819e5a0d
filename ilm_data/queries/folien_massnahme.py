"""The slide of one measure of the agenda: where it stands on the three axes, who, what next."""

from ilm_data.queries.folien_formen import Folie, Liste, Marke, Marken, Zeile
from ilm_data.queries.leitende import leitende
from ilm_data.queries.massnahme_formen import MassnahmeDetail
from ilm_data.queries.massnahmen import MassnahmeZeile
from ilm_data.rules.faelligkeit import format_tag
from ilm_data.rules.folien import Folienart, key

BERICHT_LAENGE = 170


def massnahme_folie(zeile: MassnahmeZeile, detail: MassnahmeDetail | None) -> Folie:
    lage, plan = zeile.lage, zeile.plan
    hemmnis = f"· Hemmnis: {lage.hemmnis.label}" if lage.hemmnis else ""
    marken = Marken(
        (
            ("Umsetzungsstand", Marke(lage.umsetzungsstand, hemmnis)),
            ("Terminlage", Marke(lage.terminlage)),
            ("Aktualität", Marke(lage.aktualitaet)),
        )
    )
    schluessel = key(Folienart.MASSNAHME, zeile.schluessel)
    thema = f"Maßnahme {plan.ziel_nr} {plan.nr} · {plan.feld_kurz}"
    return Folie(schluessel, thema, plan.titel, (marken, Liste(_zeilen(zeile, detail))))


def _zeilen(zeile: MassnahmeZeile, detail: MassnahmeDetail | None) -> tuple[Zeile, ...]:
    rows = [Zeile("Zuständig", leitende(zeile.stellen)), Zeile("Termin", zeile.termin.grund)]
    meldung = zeile.meldung
    if meldung.stand_am:
        rows.append(Zeile("Gemeldet", format_tag(meldung.stand_am), None, _bericht(detail)))
    if meldung.naechster_schritt:
        bis = f"bis {format_tag(meldung.naechster_schritt_am)}" if meldung.naechster_schritt_am else ""
        rows.append(Zeile("Als Nächstes", meldung.naechster_schritt, None, bis))
    return tuple(row for row in rows if row.titel)


def _bericht(detail: MassnahmeDetail | None) -> str:
    """The newest report's words for the Beirat, cut between words."""
    texte = [each.bericht or each.begruendung for each in detail.sachstaende] if detail else []
    bericht = next((text for text in texte if text), "")
    if len(bericht) <= BERICHT_LAENGE:
        return bericht
    return bericht[:BERICHT_LAENGE].rsplit(" ", 1)[0].rstrip(" ,;–") + " …"
