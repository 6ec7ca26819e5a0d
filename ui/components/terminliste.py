"""What is due: overdue and behind on top, then the days ahead."""

from collections.abc import Sequence

from ilm_data.queries.eintrag import Bezug, Eintrag
from ilm_data.queries.termine import Faellig, faellige
from ilm_data.rules.zeitleiste import EintragArt
from ui.components import html
from ui.components.html import tag, text
from ui.components.marken import marke
from ui.components.seiten import part_of, show_in_seiten
from ui.formate import NBSP, datum, plural
from ui.gezeichnet import einmal
from ui.kontext import Kontext
from ui.navigation import MASSNAHME, address
from ui.zeitzeichen import zustand_marke

KOPF = ("Wann", "Was", "Lage", "Zuständig")


def show_faellige(eintraege: Sequence[Eintrag], tage: int, kontext: Kontext) -> None:
    late, ahead = _faellige(eintraege, tage, kontext)
    _show_liste("Überfällig und im Rückstand", late, "Nichts ist überfällig oder im Rückstand.", "spaet", kontext)
    voraus = f"In den nächsten {tage} Tagen"
    _show_liste(voraus, ahead, f"{voraus} steht nichts an.", "bald", kontext)


@einmal()
def _faellige(eintraege: Sequence[Eintrag], tage: int, kontext: Kontext) -> tuple[list[Faellig], list[Faellig]]:
    """What is late, and what lies ahead."""
    liste = faellige(eintraege, kontext.stichtag, tage)
    return [f for f in liste if f.ist_verspaetet], [f for f in liste if not f.ist_verspaetet]


def _show_liste(titel: str, liste: Sequence[Faellig], leer: str, param: str, kontext: Kontext) -> None:
    def draw(seite: int) -> str:
        return _liste(titel, liste, leer, seite, kontext)

    show_in_seiten(draw, len(liste), f"seite_{param}", f"Seite der Liste: {titel}")


@einmal()
def _liste(titel: str, liste: Sequence[Faellig], leer: str, seite: int, kontext: Kontext) -> str:
    kopf = tag("h2", text(f"{titel} ({len(liste)})"))
    if not liste:
        return kopf + tag("p", text(leer))
    rows = [_row(f, kontext) for f in part_of(liste, seite)]
    return kopf + html.table(KOPF, rows, caption=titel, cls="termintafel")


def _row(f: Faellig, kontext: Kontext) -> list[str]:
    wann = text(datum(f.faellig_am)) + tag("span", text(_abstand((f.faellig_am - kontext.stichtag).days)), cls="klein")
    lage = marke(f.lage) if f.lage else zustand_marke(f.eintrag.zustand)
    leitend = f.eintrag.bezuege[0].leitend if f.eintrag.bezuege else ""
    return [wann, was(f.eintrag, kontext), lage + tag("span", text(_grund(f)), cls="klein"), text(leitend or "–")]


def was(e: Eintrag, kontext: Kontext) -> str:
    """The title, linked to its measure; below it the kind, the measure, and the first day of what was postponed."""
    titel = bezug_link(e.bezuege[0], e.titel, kontext) if e.bezuege else text(e.titel)
    dazu = [e.art.label, *(f"{b.ziel_nr} {b.titel}" for b in e.bezuege if b.titel != e.titel)]
    if e.ist_verschoben:
        dazu.append(f"ursprünglich {datum(e.erster_termin)}")
    return titel + tag("span", text(" · ".join(dazu)), cls="klein")


def bezug_link(bezug: Bezug, label: str, kontext: Kontext) -> str:
    href = address(MASSNAHME, massnahme=bezug.schluessel, stichtag=kontext.stichtag_param)
    return html.link(href, label, "titel")


def _grund(f: Faellig) -> str:
    """Why, what has been done in this window so far, and how many windows follow."""
    durch = f.eintrag.detail.removeprefix(f.eintrag.text).removeprefix(": ")
    bisher = f"; bisher: {durch}" if f.eintrag.art is EintragArt.FENSTER and durch else ""
    weitere = plural(f.weitere, "weiterer Zeitraum", "weitere Zeiträume")
    danach = f"; danach {weitere} bis zum Ende der Spanne" if f.weitere else ""
    return f.grund + bisher + danach


def _abstand(tage: int) -> str:
    if tage in (0, 1):
        return "morgen" if tage else "heute"
    return f"in {tage}{NBSP}Tagen" if tage > 0 else f"vor {plural(-tage, 'Tag', 'Tagen')}"
