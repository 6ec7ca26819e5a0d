"""Wordings that name no date, by what they lack."""

from collections.abc import Sequence
from itertools import groupby

from ilm_data.queries.eintrag import TerminFilter
from ilm_data.queries.ohne_datum import Fehlt, OhneDatum
from ui.components import html
from ui.components.html import tag, text
from ui.components.terminliste import bezug_link
from ui.formate import plural
from ui.gezeichnet import einmal
from ui.kontext import Kontext

KOPF = ("Maßnahme", "Wortlaut im Konzept", "Zuständig", "Meilensteine")


def show_ohne_datum(alle: Sequence[OhneDatum], f: TerminFilter, kontext: Kontext) -> None:
    """One folded table per thing that is missing; the sentence says why it is no date."""
    html.show(_ohne_datum(alle, f, kontext))


@einmal(TerminFilter)
def _ohne_datum(alle: Sequence[OhneDatum], f: TerminFilter, kontext: Kontext) -> str:
    shown = [o for o in alle if _fits(o, f)]
    kopf = tag("h2", text(f"Ohne Datum ({len(shown)})"), id="ohne-datum")
    if not shown:
        return kopf + tag("p", text("Jeder Wortlaut dieser Auswahl nennt ein Datum oder einen Turnus."))
    groups = groupby(shown, key=lambda o: o.fehlt)
    return kopf + "".join(_gruppe(fehlt, list(group), kontext) for fehlt, group in groups)


def _gruppe(fehlt: Fehlt, rows: Sequence[OhneDatum], kontext: Kontext) -> str:
    label = f"{_titel(fehlt)}: {plural(len(rows), 'Wortlaut', 'Wortlaute')}"
    table = html.table(KOPF, [_row(o, kontext) for o in rows], caption=label, cls="termintafel")
    return html.folded(label, tag("p", text(fehlt.definition)) + table)


def _fits(o: OhneDatum, f: TerminFilter) -> bool:
    return (not f.feld or f.feld in o.felder) and (not f.stellen or bool(o.stellen & set(f.stellen)))


def _titel(fehlt: Fehlt) -> str:
    return "Fortlaufend, mit Meilensteinen" if fehlt is Fehlt.NICHTS else f"Es fehlt: {fehlt.label}"


def _row(o: OhneDatum, kontext: Kontext) -> list[str]:
    link = bezug_link(o.bezug, f"{o.bezug.ziel_nr} {o.bezug.titel}", kontext)
    wortlaut = tag("q", text(o.wortlaut)) if o.wortlaut else text("–")
    return [link, wortlaut, text(o.bezug.leitend or "–"), text(o.meilensteine or "keine")]
