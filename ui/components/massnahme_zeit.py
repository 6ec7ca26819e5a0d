"""Time on the page of one measure: Termine with windows, milestones with old and new dates, reports, events."""

from collections.abc import Sequence

from db.vocabulary import Fundort, SachstandArt, Terminlage
from ilm_data.queries.massnahme_formen import EreignisZeile, FensterZeile, MeilensteinZeile, SachstandZeile, TerminZeile
from ilm_data.rules.kleine_zahlen import GRENZE, KEINE_ANGABE
from ui.components import html
from ui.components.abkuerzungen import explain
from ui.components.html import tag, text
from ui.components.marken import marke
from ui.deutungen import describe
from ui.formate import datum
from ui.texte import BEISPIELDATEN

FENSTER_GEZEIGT = 12
OFFEN_GEZEIGT = 6


def show_termine(termine: Sequence[TerminZeile]) -> None:
    """Each Termin as written, as read, and what was done in its windows."""
    html.show(tag("h3", text("Termine")))
    if not termine:
        html.show(tag("p", text("Das Konzept nennt hier keinen Termin.")))
    for termin in termine:
        html.show(tag("div", _termin(termin), cls="termin"))


def _termin(t: TerminZeile) -> str:
    wo = t.fundort.label if t.fundort is not Fundort.TERMINZELLE else ""
    wo += "; gilt im Konzept für das ganze Ziel" if t.geerbt else ""
    teil = f"{t.teil}: " if t.teil else ""
    wortlaut = tag("p", text(teil), tag("q", text(t.wortlaut)), tag("span", text(wo.lstrip("; ")), cls="klein"))
    lesart = tag(
        "p", text(f"Gelesen als: {describe(t.deutung)} "), tag("span", text(f"({t.status.label})"), cls="klein")
    )
    hinweis = tag("p", text(t.hinweis), cls="klein") if t.hinweis else ""
    lage = tag("p", marke(t.befund.lage), text(f" {t.befund.grund}")) if t.befund else ""
    frueher = "".join(tag("p", tag("s", text(alt)), text(f" – {grund}"), cls="klein") for alt, grund in t.frueher)
    return wortlaut + lesart + hinweis + frueher + lage + _fenster(t.fenster)


def _fenster(fenster: Sequence[FensterZeile]) -> str:
    if not fenster:
        return ""
    shown = fenster[:FENSTER_GEZEIGT]
    rows = [[text(f.fenster.key), text(f.text), _fensterlage(f)] for f in shown]
    rest = len(fenster) - len(shown)
    mehr = tag("p", text(f"{rest} ältere Zeiträume nicht gezeigt."), cls="klein") if rest else ""
    return html.table(("Zeitraum", "Erfüllt durch", "Lage"), rows, caption="Zeiträume") + mehr


def _fensterlage(f: FensterZeile) -> str:
    if f.erfuellt:
        return marke(Terminlage.IM_PLAN) if not f.geschlossen else tag("span", text("✓ erfüllt"))
    return tag("span", text("▲ nicht erfüllt")) if f.geschlossen else tag("span", text("◷ läuft"))


def show_meilensteine(meilensteine: Sequence[MeilensteinZeile]) -> None:
    """Old dates stay visible, crossed out, with the reason of the postponement."""
    html.show(tag("h3", text("Meilensteine")))
    if not meilensteine:
        html.show(tag("p", text("Es sind keine Meilensteine gesetzt.")))
        return
    rows = [[explain(m.titel) + _vereinbart(m), _termine(m), _meilensteinlage(m)] for m in meilensteine]
    html.show(html.table(("Meilenstein", "Fällig am", "Lage"), rows, caption="Meilensteine der Maßnahme"))


def _vereinbart(m: MeilensteinZeile) -> str:
    """A task a session agreed on names it, and who has to do it."""
    if m.vereinbart_in is None:
        return ""
    gremium, tag_ = m.vereinbart_in
    wer = f", zuständig: {m.zustaendig}" if m.zustaendig else ""
    return tag("span", text(f"vereinbart in der Sitzung vom {datum(tag_)} ({gremium}){wer}"), cls="klein")


def _termine(m: MeilensteinZeile) -> str:
    alte = "".join(
        tag("span", tag("s", text(datum(tag_))), text(f" verschoben: {grund}"), cls="klein")
        for tag_, grund in m.frueher
    )
    return text(datum(m.faellig_am)) + alte


def _meilensteinlage(m: MeilensteinZeile) -> str:
    if m.entfallen_am:
        return text(f"✕ entfallen am {datum(m.entfallen_am)}") + tag("span", text(m.entfallen_grund), cls="klein")
    if m.erledigt_am:
        return text(f"✓ erledigt am {datum(m.erledigt_am)}")
    return marke(m.befund.lage) + tag("span", text(m.befund.grund.removeprefix("Meilenstein ")), cls="klein")


def show_sachstaende(sachstaende: Sequence[SachstandZeile]) -> None:
    """All reports as a time line, newest first; older ones stay, folded away."""
    html.show(tag("h3", text("Meldungen")))
    if not sachstaende:
        html.show(tag("p", text("Zu dieser Maßnahme liegt noch keine Meldung vor.")))
        return
    neu, alt = sachstaende[:OFFEN_GEZEIGT], sachstaende[OFFEN_GEZEIGT:]
    html.show(_zeitleiste(neu) + html.folded(f"Ältere Meldungen ({len(alt)})", _zeitleiste(alt) if alt else ""))


def _zeitleiste(sachstaende: Sequence[SachstandZeile]) -> str:
    return tag("ol", *(_sachstand(s) for s in sachstaende), cls="zeitleiste")


def _sachstand(s: SachstandZeile) -> str:
    stand = marke(s.umsetzungsstand) if s.umsetzungsstand else text(SachstandArt.KEIN_NEUER_SACHSTAND.label)
    kopf = tag("strong", text(datum(s.stand_am))) + text(" ") + stand
    beispiel = tag("span", text(BEISPIELDATEN), cls="klein beispiel") if s.beispiel else ""
    schritt = f"Nächster Schritt: {s.naechster_schritt}" if s.naechster_schritt else ""
    schritt += f" (bis {datum(s.naechster_schritt_am)})" if schritt and s.naechster_schritt_am else ""
    hemmnis = f"Hemmnis: {s.hemmnis.label}" if s.hemmnis else ""
    begruendung = f"Begründung: {s.begruendung}" if s.begruendung else ""
    absaetze = "".join(tag("p", explain(t)) for t in (s.bericht, begruendung, hemmnis, schritt) if t)
    return tag("li", tag("p", kopf), absaetze, tag("p", text(s.stelle), beispiel, cls="klein"))


def show_ereignisse(ereignisse: Sequence[EreignisZeile]) -> None:
    """Events linked to the measure, newest first; older ones folded away."""
    if not ereignisse:
        return
    html.show(tag("h3", text("Ereignisse")))
    neu, alt = ereignisse[:OFFEN_GEZEIGT], ereignisse[OFFEN_GEZEIGT:]
    html.show(_ereignisse(neu, "Ereignisse der Maßnahme"))
    html.show(html.folded(f"Ältere Ereignisse ({len(alt)})", _ereignisse(alt, "Ältere Ereignisse") if alt else ""))
    if any(e.teilnehmende_text == KEINE_ANGABE for e in ereignisse):
        html.show(tag("p", text(f"Teilnehmende: Zahlen unter {GRENZE} stehen als „{KEINE_ANGABE}“."), cls="klein"))


def _ereignisse(ereignisse: Sequence[EreignisZeile], caption: str) -> str:
    rows = [
        [text(_spanne(e)), explain(e.titel), text(e.ort or "–"), marke(e.status), text(e.teilnehmende_text)]
        for e in ereignisse
    ]
    head = ("Wann", "Ereignis", "Ort", "Status", "Teilnehmende")
    return html.table(head, rows, caption=caption, cls="termintafel")


def _spanne(e: EreignisZeile) -> str:
    return datum(e.beginn_am) if e.beginn_am == e.ende_am else f"{datum(e.beginn_am)} – {datum(e.ende_am)}"
