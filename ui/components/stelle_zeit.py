"""Time on the page of one Stelle: what is due, and what it reported last."""

from collections.abc import Mapping, Sequence

from db.vocabulary import Rolle
from ilm_data.queries.faelligkeiten import Faelligkeit
from ilm_data.queries.stelle import StelleDetail, StelleMeldung
from ui.components import html
from ui.components.abkuerzungen import explain
from ui.components.html import tag, text
from ui.components.marken import marke
from ui.formate import datum
from ui.kontext import Kontext
from ui.navigation import MASSNAHME, address
from ui.texte import BEISPIELDATEN

FAELLIG_OFFEN, MELDUNGEN_OFFEN = 6, 3


def show_faelligkeiten(detail: StelleDetail, kontext: Kontext) -> None:
    """Everything open with a due day, overdue first, and the role of the Stelle in it; the rest folded away."""
    faelligkeiten = detail.faelligkeiten
    rollen = {b.zeile.schluessel: b.rolle for b in detail.beteiligungen}
    html.show(tag("h2", text("Was fällig ist")))
    if not faelligkeiten:
        html.show(tag("p", text("Für diese Stelle ist kein Termin und kein Meilenstein offen.")))
        return
    neu, rest = faelligkeiten[:FAELLIG_OFFEN], faelligkeiten[FAELLIG_OFFEN:]
    spaeter = _faellige(rest, rollen, kontext) if rest else ""
    html.show(_faellige(neu, rollen, kontext) + html.folded(f"Spätere ({len(rest)})", spaeter))


def _faellige(faelligkeiten: Sequence[Faelligkeit], rollen: Mapping[str, Rolle], kontext: Kontext) -> str:
    items = (
        tag(
            "li",
            tag("span", text(f"{datum(f.faellig_am)} "), marke(f.lage), cls="wann"),
            _massnahme(f.zeile.schluessel, f.titel, kontext, "titel"),
            tag(
                "span",
                text(f"{f.art} · {rollen[f.zeile.schluessel].label} · {f.zeile.plan.ziel_nr} {f.zeile.plan.titel}"),
                cls="schritt",
            ),
        )
        for f in faelligkeiten
    )
    return tag("ol", *items, cls="liste termine")


def show_meldungen(meldungen: Sequence[StelleMeldung], kontext: Kontext) -> None:
    """The newest reports of the Stelle and its units."""
    html.show(tag("h2", text("Letzte Meldungen dieser Stelle")))
    if not meldungen:
        html.show(tag("p", text("Von dieser Stelle liegt noch keine Meldung vor.")))
        return
    neu, alt = meldungen[:MELDUNGEN_OFFEN], meldungen[MELDUNGEN_OFFEN:]
    aeltere = _zeitleiste(alt, kontext) if alt else ""
    html.show(_zeitleiste(neu, kontext) + html.folded(f"Ältere Meldungen ({len(alt)})", aeltere))


def _zeitleiste(meldungen: Sequence[StelleMeldung], kontext: Kontext) -> str:
    return tag("ol", *(_meldung(m, kontext) for m in meldungen), cls="zeitleiste")


def _meldung(m: StelleMeldung, kontext: Kontext) -> str:
    s = m.meldung
    stand = marke(s.umsetzungsstand) if s.umsetzungsstand else text(s.art.label)
    kopf = tag("p", tag("strong", text(datum(s.stand_am))), text(" "), stand)
    beispiel = tag("span", text(BEISPIELDATEN), cls="klein beispiel") if s.beispiel else ""
    bericht = tag("p", explain(s.bericht)) if s.bericht else ""
    fuss = tag("p", text(s.stelle), beispiel, cls="klein")
    return tag("li", kopf, tag("p", _massnahme(m.schluessel, m.titel, kontext)), bericht, fuss)


def _massnahme(schluessel: str, label: str, kontext: Kontext, cls: str = "") -> str:
    return html.link(address(MASSNAHME, massnahme=schluessel, stichtag=kontext.stichtag_param), label, cls)
