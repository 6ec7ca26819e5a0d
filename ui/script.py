"""What st.App runs for every visitor and every click: who is it, frame, menu, page."""

import streamlit as st

from ilm_data.queries.datenstand import one_stand
from ui.anmeldung.sitzung import show_einloesung
from ui.components.rahmen import name_tab, show_footer, show_header
from ui.components.waechter import require_lesen
from ui.identitaet import current_akteur, one_run, stay_unattended
from ui.kontext import load_kontext
from ui.laufzeit import measured
from ui.navigation import is_info, menu_of, start_after_login
from ui.projektion import is_projektion
from ui.texte import APP_NAME

st.set_page_config(page_title=APP_NAME, layout="wide")
if is_projektion():
    stay_unattended()
with measured() as lauf, one_stand(), one_run() as nutzer:
    # The projector shows slides and nothing else: no menu, no login, no header.
    page = st.navigation(menu_of(current_akteur().rolle), position="hidden" if is_projektion() else "top")
    lauf.seite = page.url_path
    start_after_login(page, current_akteur().rolle)
    name_tab(page.title)
    main = st.container(key="inhalt") if is_projektion(page) else None
    if main is None:
        with lauf.teil("kopf"):
            kontext = load_kontext()
            show_header(kontext, page.title, nutzer)
        main, footer = st.container(key="inhalt"), st.container(key="fuss")
        # The footer first: a page that stops half-way (login, error) keeps it all the same.
        with footer:
            show_footer(kontext)
            show_einloesung(nutzer)
    with main, lauf.teil("inhalt"):
        require_lesen(ist_info=is_info(page))
        page.run()
