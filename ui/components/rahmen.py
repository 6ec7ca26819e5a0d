"""The frame of every page: what it is, as of when, whether the data are demo, and the way to the info pages."""

import streamlit as st

from ilm_data.services.aktive_anmeldung import AktiveAnmeldung
from ui.anmeldung.routen import ABMELDEN
from ui.components import html
from ui.components.html import tag, text
from ui.formate import datum, parse_datum
from ui.kontext import Kontext, choose_stichtag
from ui.navigation import ANMELDEN, KENNWORT, SEITEN, address
from ui.texte import APP_NAME, BEISPIELDATEN, BEISPIELDATEN_HINWEIS, KONZEPT


def name_tab(titel: str) -> None:
    """What the browser's tab, its history and a bookmark say; a page may say it again more exactly."""
    st.set_page_config(page_title=f"{titel} · {APP_NAME}", layout="wide")


def show_header(kontext: Kontext, titel: str, nutzer: AktiveAnmeldung | None = None) -> None:
    """One line with Fassung, Stichtag and login, then what must not be overlooked."""
    with st.container(key="kopf", horizontal=True, vertical_alignment="center", gap="small"):
        titel_ = tag("h1", text(titel), cls="nur-vorlesen")
        html.show(tag("div", titel_, _fassung(kontext), *_hinweise(kontext), cls="kopfzeile"))
        _show_stichtag(kontext)
        html.show(_konto(nutzer))
    if kontext.unlesbarer_stichtag:
        st.warning(
            f"„{kontext.unlesbarer_stichtag}“ ist kein Datum. Gezeigt wird der Stand von heute. "
            "Bitte schreiben Sie den Stichtag so: 31.12.2025."
        )
    if not kontext.is_heute:
        st.warning(f"Sie sehen den Stand vom {datum(kontext.stichtag)}, nicht den von heute.")


def _konto(nutzer: AktiveAnmeldung | None) -> str:
    """The way in, or whose session it is and the way out: a form, since logging out changes something."""
    if nutzer is None:
        return tag("div", html.link(address(ANMELDEN), "Anmelden"), cls="konto")
    hinweis = html.hidden(" (eigenes Kennwort ändern)")
    name = tag("a", text(nutzer.anzeigename), hinweis, cls="intern", href=address(KENNWORT))
    knopf = tag("button", text("Abmelden"), type="submit")
    return tag("div", name, text(" · "), tag("form", knopf, method="post", action=ABMELDEN), cls="konto")


def _fassung(kontext: Kontext) -> str:
    return tag("span", text(f"{KONZEPT} · {kontext.fassung.titel}"), cls="fassung")


def _hinweise(kontext: Kontext) -> list[str]:
    found = []
    if kontext.beispieldaten:
        found.append(tag("span", text(BEISPIELDATEN), cls="hinweis beispiel", title=BEISPIELDATEN_HINWEIS))
    if kontext.fassung.ist_abgelaufen:
        ende = datum(kontext.fassung.planmaessiges_ende)
        satz = f"Laufzeit planmäßig bis {ende}, gilt bis zur nächsten Fassung weiter"
        found.append(tag("span", text(satz), cls="hinweis"))
    return found


def _show_stichtag(kontext: Kontext) -> None:
    with st.popover(f"Stand {datum(kontext.stichtag)}"):
        eingabe = st.text_input("Stichtag", value=datum(kontext.stichtag), help="Zum Beispiel 31.12.2025")
        if st.button("Stand zeigen"):
            gelesen = parse_datum(eingabe)
            if gelesen is not None:
                choose_stichtag(kontext, gelesen)
            st.error("Das ist kein Datum. Bitte schreiben Sie es so: 31.12.2025.")
        if not kontext.is_heute and st.button("Zurück zu heute"):
            choose_stichtag(kontext, kontext.heute)


def show_footer() -> None:
    links = "".join(tag("li", html.link(address(s), s.titel)) for s in SEITEN if s.in_fusszeile)
    herausgeber = tag("span", text("Landratsamt Ilm-Kreis"))
    html.show(tag("footer", herausgeber, tag("ul", links), cls="fusszeile"))
