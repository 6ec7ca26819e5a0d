"""The cards of the Aufgaben page: one per measure, each open thing one click away."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

import streamlit as st

from db.engine import default_engine
from ilm_data.queries.aufgaben import Aufgabe
from ilm_data.rules.rechte import Akteur, Beziehung, Handlung, can_recht
from ilm_data.rules.umsetzungsstand import BEENDET
from ilm_data.services.meldungen import report_kein_neuer_sachstand, undo_sachstand
from ui import daten
from ui.components import html
from ui.components.ansehen import massnahme_link
from ui.components.haken import show_haken
from ui.components.handlung import BESTAETIGUNG, fehler_at, perform, plain, show_bestaetigung
from ui.components.html import tag, text
from ui.components.marken import marke
from ui.components.meldeformular import PARAM, is_open, open_formular, show_formular
from ui.components.seiten import one_seite
from ui.formate import datum, plural
from ui.kontext import Kontext
from ui.navigation import PFLEGE_MASSNAHMEN, address

# A card has buttons and a form of its own, far dearer than a line of a table.
KARTEN = 50
UEBERSCHRIFTEN = {
    Beziehung.ZUSTAENDIG: "Federführend oder gemeinsam zuständig",
    Beziehung.MITWIRKEND: "Mitwirkend",
    Beziehung.FREMD: "Andere Stellen",
}
REIHENFOLGE, ZULETZT = "aufgaben_reihenfolge", "aufgaben_zuletzt"
KEINE = (
    "Ihrer Stelle ist zurzeit keine Maßnahme zugeordnet. Fehlt hier etwas, wenden Sie sich bitte an die Koordination: "
    "Sie ordnet Maßnahmen den Stellen zu."
)


def asked_for() -> str:
    """The measure whose form the address asks for; it stays in the list when the form is closed again."""
    asked = str(st.query_params.get(PARAM, "") or st.session_state.get(ZULETZT, ""))
    st.session_state[ZULETZT] = asked
    return asked


def load_aufgaben(akteur: Akteur, kontext: Kontext, auch: str) -> list[Aufgabe]:
    """Due things first; right after an action in the order they stood in, so that nothing jumps away."""
    aufgaben = list(daten.aufgaben(akteur, kontext.sicht, auch))
    bisher = st.session_state.get(REIHENFOLGE, []) if BESTAETIGUNG in st.session_state else []
    # sorted() is stable: what was not there before stays where the query puts it, at the end of its group.
    rang = {massnahme_id: stelle for stelle, massnahme_id in enumerate(bisher)}
    if bisher:
        order = list(UEBERSCHRIFTEN)
        aufgaben.sort(key=lambda a: (order.index(a.beziehung), rang.get(a.massnahme_id, len(rang))))
    st.session_state[REIHENFOLGE] = [aufgabe.massnahme_id for aufgabe in aufgaben]
    return aufgaben


def show_aufgaben(aufgaben: Sequence[Aufgabe], akteur: Akteur, kontext: Kontext) -> None:
    """All cards, in groups by how the own Stelle takes part."""
    if not kontext.is_heute:
        st.info(f"Ansicht vom {datum(kontext.stichtag)}, melden nur am heutigen Stand.")
    show_bestaetigung()
    if not aufgaben:
        html.show(tag("p", text(KEINE)))
    for beziehung, gruppe in groupby(aufgaben, key=lambda a: a.beziehung):
        karten = list(gruppe)
        anzahl = plural(len(karten), "Maßnahme", "Maßnahmen")
        html.show(tag("h2", text(f"{UEBERSCHRIFTEN[beziehung]}: {anzahl}")))
        for aufgabe in _shown(karten, beziehung, anzahl):
            with st.container(border=True, key=f"aufgabe_{aufgabe.massnahme_id}"):
                _show_karte(aufgabe, akteur, kontext)


def _shown(karten: Sequence[Aufgabe], beziehung: Beziehung, anzahl: str) -> list[Aufgabe]:
    """One page of the cards; a form that somebody has opened stays in sight whatever page it is on."""
    label = f"Seite der Karten: {UEBERSCHRIFTEN[beziehung]}, {anzahl}"
    seite = list(one_seite(karten, f"seite_{beziehung.name.lower()}", label, KARTEN))
    return [karte for karte in karten if is_open(karte) and karte not in seite] + seite


def choose_fremde(akteur: Akteur, kontext: Kontext) -> None:
    """For whoever may report everywhere: the way to the measures of other Stellen."""
    if not (kontext.is_heute and can_recht(akteur, Handlung.MELDEN)):
        return
    zeilen = {z.schluessel: z for z in daten.massnahmen(kontext.sicht) if z.lage.gleich_mit is None}
    chosen = st.selectbox(
        "Für eine andere Stelle melden",
        list(zeilen),
        index=None,
        format_func=lambda key: f"{zeilen[key].plan.ziel_nr} {zeilen[key].plan.titel}",
        placeholder="Maßnahme wählen",
        key="fremde_massnahme",
    )
    if chosen:
        st.button("Maßnahme öffnen", key="fremde_oeffnen", on_click=open_formular, args=(chosen,))


def _show_karte(aufgabe: Aufgabe, akteur: Akteur, kontext: Kontext) -> None:
    may_report = kontext.is_heute and can_recht(akteur, Handlung.MELDEN, aufgabe.beziehung)
    left, right = st.columns([5, 3], vertical_alignment="center")
    with left:
        html.show(_kopf(aufgabe, kontext))
    with right:
        if may_report and not is_open(aufgabe):
            _show_melden(aufgabe)
    if not is_open(aufgabe):
        _show_fehler(aufgabe.massnahme_id)
    if kontext.is_heute and can_recht(akteur, Handlung.ABHAKEN, aufgabe.beziehung):
        show_haken(aufgabe)
    if kontext.is_heute and can_recht(akteur, Handlung.INHALT_PFLEGEN, aufgabe.beziehung):
        html.show(_pflege_link(aufgabe))
    if may_report and is_open(aufgabe):
        show_formular(aufgabe, akteur, kontext)


def _show_fehler(ort: int) -> None:
    fehler = fehler_at(ort)
    if fehler:
        stelle = fehler.konflikt.gespeichert.stelle if fehler.konflikt else ""
        st.error(plain(f"{fehler.satz} Gespeichert von: {stelle}." if stelle else fehler.satz))


def _kopf(aufgabe: Aufgabe, kontext: Kontext) -> str:
    lage, meldung = aufgabe.zeile.lage, aufgabe.zeile.meldung
    stand = f"letzte Meldung {datum(meldung.stand_am)}" if meldung.stand_am else "noch keine Meldung"
    auch = f"im Konzept auch als {', '.join(aufgabe.auch)}" if aufgabe.auch else ""
    marken = " ".join(marke(wert) for wert in (lage.umsetzungsstand, lage.terminlage, lage.aktualitaet))
    zusatz = " · ".join(teil for teil in (aufgabe.zeile.termin.grund, stand, auch) if teil)
    titel = tag("h3", massnahme_link(aufgabe.zeile, kontext), style="margin:0")
    return titel + tag("div", marken, tag("span", text(zusatz), cls="klein"))


def _pflege_link(aufgabe: Aufgabe) -> str:
    """To the form where milestones are set, postponed and dropped: content, and so the coordination's."""
    href = address(PFLEGE_MASSNAHMEN, massnahme=aufgabe.zeile.schluessel, abschnitt="meilensteine")
    return tag("p", html.link(href, "Meilensteine setzen oder verschieben"), cls="klein weiter")


def _undo_report(id_: int, by: Akteur, heute: date) -> int:
    return undo_sachstand(default_engine(), sachstand_id=id_, heute=heute, by=by)


def _show_melden(aufgabe: Aufgabe) -> None:
    with st.container(horizontal=True, horizontal_alignment="right", key=f"melden_{aufgabe.massnahme_id}"):
        if aufgabe.sachstand_id and aufgabe.zeile.lage.umsetzungsstand not in BEENDET:
            key = f"kein_neuer_{aufgabe.massnahme_id}"
            st.button("Kein neuer Sachstand", key=key, on_click=_kein_neuer, args=(aufgabe,))
        key = f"oeffnen_{aufgabe.massnahme_id}"
        st.button("Sachstand melden", key=key, on_click=open_formular, args=(aufgabe.zeile.schluessel,))


def _kein_neuer(aufgabe: Aufgabe) -> None:
    ort = aufgabe.massnahme_id

    def tun(by: Akteur, heute: date) -> int:
        gesehen_id = aufgabe.sachstand_id
        return report_kein_neuer_sachstand(
            default_engine(), massnahme_id=ort, gesehen_id=gesehen_id, heute=heute, by=by
        )

    perform(ort, tun, f"{aufgabe.zeile.plan.ziel_nr}: kein neuer Sachstand gemeldet.", _undo_report)
