"""The frame of every page: what it is, as of when, whether the data are demo, and the way to the info pages."""

import streamlit as st

from ilm_data.services.aktive_anmeldung import AktiveAnmeldung
from ui.anmeldung.routen import ABMELDEN
from ui.components import html
from ui.components.html import tag, text
from ui.formate import datum, parse_datum
from ui.kontext import Kontext, choose_sicht
from ui.navigation import ANMELDEN, KENNWORT, SEITEN, address, blick_address
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
    for text_ in kontext.unlesbar:
        st.warning(
            f"„{text_}“ ist kein Datum. Gezeigt wird der Stand von heute. Bitte schreiben Sie Tage so: 31.12.2025."
        )
    if not kontext.is_heute:
        _show_band(kontext)


def _show_band(kontext: Kontext) -> None:
    """Unmistakable, on the paper too: this is not the state of today."""
    with st.container(key="band", horizontal=True, vertical_alignment="center", gap="small"):
        html.show(
            tag(
                "p", tag("strong", text(_band_titel(kontext))), text(f" {_band_satz(kontext)}"), cls="band", role="note"
            )
        )
        if st.button("Zurück zu heute", key="zurueck_zu_heute"):
            choose_sicht(kontext.heute, kontext.heute)


def _band_titel(kontext: Kontext) -> str:
    tag_ = datum(kontext.stichtag)
    if kontext.stichtag > kontext.heute:
        return f"Sie sehen eine Vorschau auf den {tag_}, nicht den Stand von heute."
    if kontext.stichtag == kontext.heute:
        return f"Sie sehen den heutigen Stand, wie er am {datum(kontext.kenntnis_bis)} bekannt war."
    return f"Sie sehen den Stand vom {tag_}, nicht den von heute."


def _band_satz(kontext: Kontext) -> str:
    saetze = []
    if kontext.stichtag > kontext.heute:
        saetze.append("So stünde es, wenn bis dahin nichts mehr gemeldet würde.")
    if kontext.kenntnis_bis:
        saetze.append(f"Kenntnisstand vom {datum(kontext.kenntnis_bis)}: Später Eingetragenes zählt nicht.")
    return " ".join([*saetze, "Melden und Abhaken geht nur am heutigen Stand."])


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
        # Short, so that the line stays one line with a login too.
        satz = tag("span", text(f"Laufzeit bis {ende}, gilt weiter"), html.hidden(" bis zur nächsten Fassung"))
        found.append(tag("span", satz, cls="hinweis", title="Planmäßiges Ende; gilt bis zur nächsten Fassung weiter"))
    return found


def _show_stichtag(kontext: Kontext) -> None:
    """Stichtag and Kenntnisstand, both as text: Streamlit's fields for days are too small to hit and not German."""
    with st.popover(f"Stand {datum(kontext.stichtag)}"):
        eingabe = st.text_input("Stichtag", value=datum(kontext.stichtag), help="Zum Beispiel 31.12.2025")
        bekannt = st.text_input(
            "Kenntnisstand vom (leer: alles, was bekannt ist)",
            value=datum(kontext.kenntnis_bis) if kontext.kenntnis_bis else "",
            help="Was nach diesem Tag eingetragen wurde, zählt dann nicht, auch wenn es einen früheren Tag betrifft.",
        )
        if st.button("Stand zeigen"):
            tag_, bis = parse_datum(eingabe), parse_datum(bekannt)
            if tag_ is not None and (bis is not None or not bekannt.strip()):
                choose_sicht(kontext.heute, tag_, bis)
            st.error("Das ist kein Datum. Bitte schreiben Sie es so: 31.12.2025.")


def show_footer(kontext: Kontext) -> None:
    """The info pages, and the glance as of the same day: a page of its own, so the browser loads it."""
    blick = tag("a", text("Auf einen Blick"), href=blick_address(stichtag=kontext.stichtag_param))
    links = "".join(tag("li", link) for link in (blick, *_info_links()))
    herausgeber = tag("span", text("Landratsamt Ilm-Kreis"))
    html.show(tag("footer", herausgeber, tag("ul", links), cls="fusszeile"))


def _info_links() -> list[str]:
    return [html.link(address(s), s.titel) for s in SEITEN if s.in_fusszeile]
