"""Wordings that name no date, by what they lack."""

from collections.abc import Sequence
from itertools import groupby

from ilm_data.queries.eintrag import TerminFilter
from ilm_data.queries.ohne_datum import Fehlt, OhneDatum
from ui.components import html
from ui.components.html import tag, text
from ui.components.seiten import part_of, show_in_seiten
from ui.components.terminliste import bezug_link
from ui.formate import plural
from ui.gezeichnet import einmal
from ui.kontext import Kontext

KOPF = ("Maßnahme", "Wortlaut im Konzept", "Zuständig", "Meilensteine")


def show_ohne_datum(alle: Sequence[OhneDatum], f: TerminFilter, kontext: Kontext) -> None:
    """One folded table per thing that is missing; the sentence says why it is no date."""
    groups = _groups(alle, f)
    kopf = tag("h2", text(f"Ohne Datum ({sum(map(len, groups.values()))})"), id="ohne-datum")
    leer = tag("p", text("Jeder Wortlaut dieser Auswahl nennt ein Datum oder einen Turnus."))
    html.show(kopf if groups else kopf + leer)
    for fehlt, rows in groups.items():
        _show_gruppe(fehlt, rows, kontext)


@einmal(TerminFilter)
def _groups(alle: Sequence[OhneDatum], f: TerminFilter) -> dict[Fehlt, list[OhneDatum]]:
    shown = [o for o in alle if _fits(o, f)]
    return {fehlt: list(group) for fehlt, group in groupby(shown, key=lambda o: o.fehlt)}


def _show_gruppe(fehlt: Fehlt, rows: Sequence[OhneDatum], kontext: Kontext) -> None:
    def draw(seite: int) -> str:
        return _gruppe(fehlt, rows, seite, kontext)

    show_in_seiten(draw, len(rows), f"seite_{fehlt.value}", f"Seite der Liste: {_titel(fehlt)}")


@einmal()
def _gruppe(fehlt: Fehlt, rows: Sequence[OhneDatum], seite: int, kontext: Kontext) -> str:
    label = f"{_titel(fehlt)}: {plural(len(rows), 'Wortlaut', 'Wortlaute')}"
    table = html.table(KOPF, [_row(o, kontext) for o in part_of(rows, seite)], caption=label, cls="termintafel")
    return html.folded(label, tag("p", text(fehlt.definition)) + table)


def _fits(o: OhneDatum, f: TerminFilter) -> bool:
    return (not f.feld or f.feld in o.felder) and (not f.stellen or bool(o.stellen & set(f.stellen)))


def _titel(fehlt: Fehlt) -> str:
    return "Fortlaufend, mit Meilensteinen" if fehlt is Fehlt.NICHTS else f"Es fehlt: {fehlt.label}"


def _row(o: OhneDatum, kontext: Kontext) -> list[str]:
    link = bezug_link(o.bezug, f"{o.bezug.ziel_nr} {o.bezug.titel}", kontext)
    wortlaut = tag("q", text(o.wortlaut)) if o.wortlaut else text("–")
    return [link, wortlaut, text(o.bezug.leitend or "–"), text(o.meilensteine or "keine")]
