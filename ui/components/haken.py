"""What a card lets tick: milestones and Termine, today by one click, or on another day."""

from datetime import date

import streamlit as st

from db.engine import default_engine
from ilm_data.queries.aufgaben import Aufgabe, OffenerMeilenstein, OffenerTermin
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur
from ilm_data.services.erledigungen import fulfil_termin, undo_erledigung
from ilm_data.services.meilensteine import complete_meilenstein
from ui.components import html
from ui.components.handlung import perform, plain, read_tag
from ui.components.html import tag, text
from ui.components.marken import marke
from ui.formate import datum


def show_haken(aufgabe: Aufgabe) -> None:
    """One line per open thing."""
    for meilenstein in aufgabe.meilensteine:
        _show_meilenstein(aufgabe, meilenstein)
    for termin in aufgabe.termine:
        _show_termin(aufgabe, termin)


def _show_meilenstein(aufgabe: Aufgabe, m: OffenerMeilenstein) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"zeile_m{m.id}"):
        label = plain(f"Erledigt: {m.titel}")
        st.button(label, key=f"erledigt_{m.id}", on_click=_complete, args=(aufgabe.massnahme_id, m))
        _show_tag(f"tag_m{m.id}", m.titel)
        zusatz = " · ".join(teil for teil in (m.befund.grund, m.vereinbart) if teil)
        html.show(marke(m.befund.lage) + tag("span", text(zusatz), cls="klein"))


def _show_termin(aufgabe: Aufgabe, t: OffenerTermin) -> None:
    zeitraum = f" {t.fenster.key} ({t.text})" if t.fenster else ""
    key = f"{t.id}_{t.fenster.key if t.fenster else ''}"
    with st.container(horizontal=True, vertical_alignment="center", key=f"zeile_t{key}"):
        label = plain(f"Erfüllt: {t.bezeichnung}{zeitraum}")
        st.button(label, key=f"erfuellt_{key}", on_click=_fulfil, args=(aufgabe.massnahme_id, t, key))
        _show_tag(f"tag_t{key}", f"{t.bezeichnung}{zeitraum}")
        if t.fenster and not t.ist_offen:
            spanne = f"abgelaufen: bitte einen Tag vom {datum(t.fenster.start)} bis {datum(t.fenster.ende)} angeben"
            html.show(tag("p", text(spanne), cls="klein"))


def _show_tag(key: str, wovon: str) -> None:
    st.text_input(
        f"Anderer Tag als heute: {plain(wovon)}",
        key=key,
        placeholder="heute, sonst TT.MM.JJJJ",
        label_visibility="collapsed",
        width=190,
    )


def _complete(ort: int, m: OffenerMeilenstein) -> None:
    eingabe = str(st.session_state.get(f"tag_m{m.id}", ""))

    def tun(by: Akteur, heute: date) -> int:
        tag_ = read_tag(eingabe, "Erledigt am") or heute
        return complete_meilenstein(
            default_engine(), meilenstein_id=m.id, erledigt_am=tag_, nachweis="", version=m.version, heute=heute, by=by
        )

    perform(ort, tun, f"Erledigt: {m.titel}.", _undo_tick)


def _fulfil(ort: int, t: OffenerTermin, key: str) -> None:
    eingabe = str(st.session_state.get(f"tag_t{key}", ""))

    def tun(by: Akteur, heute: date) -> int:
        tag_ = read_tag(eingabe, "Erfüllt am") or heute
        check_fenster(t, tag_)
        return fulfil_termin(default_engine(), termin_id=t.id, erledigt_am=tag_, nachweis="", heute=heute, by=by)

    if perform(ort, tun, f"Erfüllt: {t.bezeichnung}.", _undo_tick):
        st.session_state[f"tag_t{key}"] = ""


def check_fenster(t: OffenerTermin, tag_: date) -> None:
    """The button names a window; a day outside of it would count for another one."""
    if t.fenster and not t.fenster.start <= tag_ <= t.fenster.ende:
        raise RegelVerletzt(
            f"Der {datum(tag_)} liegt nicht im Zeitraum {t.fenster.key}. Bitte geben Sie einen Tag vom "
            f"{datum(t.fenster.start)} bis {datum(t.fenster.ende)} an."
        )


def _undo_tick(id_: int, by: Akteur, heute: date) -> int:
    return undo_erledigung(default_engine(), erledigung_id=id_, heute=heute, by=by)
