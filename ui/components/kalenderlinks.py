"""The way to the calendar feeds; where reading needs a login, their keys for the coordinator."""

from collections.abc import Sequence

import streamlit as st

from db.engine import default_engine
from db.settings import settings
from ilm_data.queries.kalenderfeeds import ALLE, FELD, STELLE, list_schluessel
from ilm_data.queries.massnahmen import MassnahmeZeile
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur, Handlung, can_recht
from ilm_data.services.fehler import SpeichernFehlgeschlagen
from ilm_data.services.kalenderschluessel import create_schluessel, revoke_schluessel
from ui import daten
from ui.components import html
from ui.components.html import tag, text
from ui.components.termin_filter import felder_of
from ui.formate import datum
from ui.identitaet import current_akteur
from ui.kalender import feed_address
from ui.kontext import Kontext

NEU = "kalender_neu"
HINWEIS = (
    "Adresse kopieren und im Kalenderprogramm als Internetkalender abonnieren; es holt Änderungen etwa einmal am Tag."
)
NUR_MIT_SCHLUESSEL = (
    "Kalender sind hier nur mit einer persönlichen Adresse zu lesen. Sie bekommen sie von der Koordination."
)


def show_kalender(zeilen: Sequence[MassnahmeZeile], kontext: Kontext) -> None:
    """All feeds, folded away."""
    html.show(tag("h2", text("Kalender abonnieren"), id="kalender-abonnieren"))
    feeds = _feeds(zeilen)
    if settings().lesen_ohne_anmeldung:
        html.show(tag("p", text(HINWEIS)))
        html.show(_links({k: n for k, n in feeds.items() if not k.startswith(STELLE)}))
        html.show(html.folded("Kalender je Stelle", _links({k: n for k, n in feeds.items() if k.startswith(STELLE)})))
        return
    akteur = current_akteur()
    if can_recht(akteur, Handlung.INHALT_PFLEGEN):
        _show_pflege(feeds, akteur, kontext)
    else:
        html.show(tag("p", text(NUR_MIT_SCHLUESSEL)))


def show_stelle_kalender(kennung: str) -> None:
    """The feed of one Stelle, on its page; where feeds need a key, who gives it out."""
    html.show(tag("h2", text("Kalender")))
    if settings().lesen_ohne_anmeldung:
        html.show(_links({STELLE + kennung: "Kalender dieser Stelle abonnieren (ICS)"}))
        html.show(tag("p", text(HINWEIS), cls="klein"))
    else:
        html.show(tag("p", text(NUR_MIT_SCHLUESSEL)))


def _feeds(zeilen: Sequence[MassnahmeZeile]) -> dict[str, str]:
    plan = daten.stellenplan()
    named = {stelle.kennung for zeile in zeilen for stelle in zeile.stellen if stelle.kennung in plan}
    stellen = sorted(named, key=lambda kennung: plan[kennung].name.casefold())
    return {
        ALLE: "Alle Termine",
        **{f"{FELD}{nr}": f"Handlungsfeld {nr} {kurz}" for nr, kurz in felder_of(zeilen).items()},
        **{f"{STELLE}{kennung}": plan[kennung].name for kennung in stellen},
    }


def _links(feeds: dict[str, str]) -> str:
    items = (tag("li", tag("a", text(name), href=feed_address(kennung))) for kennung, name in feeds.items())
    return tag("ul", *items, cls="teile feeds")


def _show_pflege(feeds: dict[str, str], akteur: Akteur, kontext: Kontext) -> None:
    neu = st.session_state.get(NEU, "")
    if neu:
        st.success("Die Adresse wird nur jetzt gezeigt. Bitte kopieren Sie sie und geben Sie sie vertraulich weiter.")
        st.code(neu, language=None)
    with st.form("kalenderschluessel", clear_on_submit=True):
        feed = st.selectbox("Kalender", list(feeds), format_func=feeds.__getitem__, key="kalender_feed")
        wofuer = st.text_input("Wofür", placeholder="zum Beispiel: Kalender des Jugendamts", key="kalender_wofuer")
        if st.form_submit_button("Adresse erzeugen"):
            _create(feed or ALLE, wofuer or "", akteur, kontext)
    _show_schluessel(feeds, akteur, kontext)


def _create(feed: str, wofuer: str, akteur: Akteur, kontext: Kontext) -> None:
    fassung, today = kontext.fassung.kurz, kontext.heute
    try:
        made = create_schluessel(
            default_engine(), feed=feed, bezeichnung=wofuer, fassung=fassung, heute=today, by=akteur
        )
    except (RegelVerletzt, SpeichernFehlgeschlagen) as error:
        st.error(str(error))
        return
    st.session_state[NEU] = (st.context.url or "").split("/termine")[0].rstrip("/") + feed_address(
        made.feed, made.schluessel
    )
    st.rerun()


def _show_schluessel(feeds: dict[str, str], akteur: Akteur, kontext: Kontext) -> None:
    for row in list_schluessel(default_engine(), by=akteur):
        with st.container(horizontal=True, vertical_alignment="center"):
            stand = f"widerrufen am {datum(row.widerrufen_am.date())}" if row.widerrufen_am else "gültig"
            name = feeds.get(row.feed, row.feed)
            html.show(tag("p", text(f"{row.bezeichnung} · {name} · seit {datum(row.erfasst_am.date())} · {stand}")))
            label = f"Widerrufen: {row.bezeichnung}"
            if row.widerrufen_am is None and st.button(label, key=f"widerruf_{row.id}"):
                revoke_schluessel(default_engine(), schluessel_id=row.id, heute=kontext.heute, by=akteur)
                st.session_state.pop(NEU, None)
                st.rerun()
