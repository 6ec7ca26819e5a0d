"""Two editors at once: what was saved meanwhile beside what stands in the form."""

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

import streamlit as st

from db.vocabulary import Hemmnis, Umsetzungsstand, Vocabulary
from ilm_data.services.konflikt import Konflikt
from ui.components import html
from ui.components.handlung import plain
from ui.components.html import tag, text
from ui.components.meldeeingabe import Eingabe, member_of
from ui.formate import datum

BERLIN = ZoneInfo("Europe/Berlin")
BEZEICHNUNGEN = {
    "umsetzungsstand": "Umsetzungsstand",
    "stand_am": "Stand am",
    "begruendung": "Begründung",
    "bericht": "Bericht für den Beirat",
    "naechster_schritt": "Nächster Schritt",
    "naechster_schritt_am": "bis",
    "hemmnis": "Hemmnis",
    "hemmnis_text": "Erläuterung zum Hemmnis (intern)",
    "intern": "Interner Vermerk",
}
WOERTER: dict[str, type[Vocabulary]] = {"umsetzungsstand": Umsetzungsstand, "hemmnis": Hemmnis}


def show_konflikt(
    konflikt: Konflikt, eingabe: Eingabe, ort: int, retry: Callable[[], None], discard: Callable[[], None]
) -> None:
    """The sentence, both sides field by field, and the choice."""
    st.warning(plain(f"{konflikt} {_wer(konflikt)}"))
    rows = [
        [
            text(name),
            text(_words(feld, konflikt.gespeichert.werte.get(feld))),
            text(_words(feld, getattr(eingabe, feld))),
        ]
        for feld, name in BEZEICHNUNGEN.items()
    ]
    shown = [row for row in rows if row[1] != row[2] or row[1]]
    html.show(html.table(("Feld", "Inzwischen gespeichert", "Ihre Eingabe"), shown, caption="Beide Fassungen"))
    html.show(tag("p", text("Beide Meldungen bleiben erhalten; es gilt die mit dem späteren Stand."), cls="klein"))
    with st.container(horizontal=True, key=f"konflikt_{ort}"):
        st.button("Trotzdem melden", type="primary", key=f"trotzdem_{ort}", on_click=retry)
        st.button("Verwerfen", key=f"konflikt_verwerfen_{ort}", on_click=discard)


def _wer(konflikt: Konflikt) -> str:
    gespeichert = konflikt.gespeichert
    wann = f" am {gespeichert.zeitpunkt.astimezone(BERLIN):%d.%m.%Y um %H:%M} Uhr" if gespeichert.zeitpunkt else ""
    return f"Gespeichert von: {gespeichert.stelle}{wann}." if gespeichert.stelle else ""


def _words(feld: str, wert: object) -> str:
    if not wert:
        return ""
    if feld in WOERTER:
        member = member_of(WOERTER[feld], wert)
        return member.label if member else ""
    return datum(wert) if isinstance(wert, date) else str(wert)
