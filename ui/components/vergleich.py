"""Which two states are compared: since a session or from a day, to the Stichtag of the page or to another session."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import streamlit as st

from ilm_data.queries.sicht import Sicht
from ilm_data.queries.sitzungen import SitzungZeile, letzte_vor
from ilm_data.rules.veraenderung import Aenderungen, compare
from ilm_data.rules.veraenderung_satz import seit, seit_sitzung
from ui import daten
from ui.components import url
from ui.components.handlung import plain
from ui.formate import datum, parse_datum
from ui.kontext import Kontext

OHNE_SITZUNG_TAGE = 90
EIGENER = "zeitraum"


@dataclass(frozen=True)
class Vergleich:
    """`anfang` is how the sentence begins, `hinweis` what has to be said about the two states."""

    aenderungen: Aenderungen
    anfang: str
    hinweis: str


def choose_vergleich(kontext: Kontext) -> Vergleich:
    """From the address: seit=<session> or von=<day>, bis=<day>; eingefroren=1 takes the frozen states of the sessions.

    Without any of them: since the last session before the Stichtag, or the last 90 days when there was none.
    """
    sitzungen = daten.sitzungen()
    with st.container(horizontal=True, vertical_alignment="bottom", key="vergleich"):
        links, mitte, rechts = st.container(width=430), st.container(width=230), st.container(width=230)
        with rechts:
            bis = _choose_bis(kontext)
        with links:
            frueher = [s for s in sitzungen if s.stichtag < bis]
            seit_ = _choose_seit(frueher, letzte_vor(sitzungen, bis))
        with mitte:
            von = _choose_von(bis) if seit_ is None else seit_.stichtag
            eingefroren = seit_ is not None and seit_.stand is not None and _choose_eingefroren()
    if seit_ and eingefroren:
        return _frozen(seit_, _asked_sitzung(sitzungen), replace(kontext.sicht, stichtag=bis))
    a = daten.aenderungen(replace(kontext.sicht, stichtag=von), replace(kontext.sicht, stichtag=bis))
    if seit_:
        hinweis = f"{seit_.gremium}. Verglichen wird mit dem Stand vom {datum(seit_.stichtag)}, den die Sitzung sah."
        return Vergleich(a, seit_sitzung(seit_.datum), hinweis)
    ohne = "" if frueher else "Vor diesem Tag ist keine Sitzung eingetragen. Gezeigt werden die letzten 90 Tage."
    return Vergleich(a, seit(a), ohne if "von" not in st.query_params else "")


def _choose_bis(kontext: Kontext) -> date:
    text = url.free("bis", lambda key, jetzt: st.text_input("Bis (leer: Stichtag der Seite)", value=jetzt, key=key))
    return _read(text, kontext.stichtag)


def _choose_seit(frueher: Sequence[SitzungZeile], letzte: SitzungZeile | None) -> SitzungZeile | None:
    """A session, or None for a span of one's own."""
    by_id = {str(s.id): s for s in frueher}
    labels = {id_: f"Sitzung vom {datum(s.datum)} · {s.gremium}" for id_, s in by_id.items()}
    labels[EIGENER] = "eigener Zeitraum"
    is_own = "von" in st.query_params or letzte is None or str(letzte.id) not in by_id
    default = EIGENER if is_own or letzte is None else str(letzte.id)

    def draw(values: list[str], key: str, jetzt: str | None) -> str | None:
        return st.selectbox(
            "Vergleichen seit", values, index=url.index(values, jetzt), key=key, format_func=labels.__getitem__
        )

    return by_id.get(url.one("seit", draw, labels, default=default))


def _choose_von(bis: date) -> date:
    vorher = bis - timedelta(days=OHNE_SITZUNG_TAGE)
    text = url.free("von", lambda key, jetzt: st.text_input(f"Von (leer: {datum(vorher)})", value=jetzt, key=key))
    von = _read(text, vorher)
    if von > bis:
        st.warning("Der Anfang liegt nach dem Ende. Gezeigt wird der Weg zurück.")
    return von


def _choose_eingefroren() -> bool:
    labels = {"1": "mit dem eingefrorenen Stand"}

    def draw(_values: list[str], key: str, _jetzt: str | None) -> str | None:
        return (
            "1" if st.checkbox(labels["1"], key=f"{key}_haken", value=st.query_params.get("eingefroren") == "1") else ""
        )

    return url.one("eingefroren", draw, labels) == "1"


def _asked_sitzung(sitzungen: Sequence[SitzungZeile]) -> SitzungZeile | None:
    """bis_sitzung=<session>: the other frozen state to compare with."""
    asked = str(st.query_params.get("bis_sitzung", ""))
    return next((s for s in sitzungen if str(s.id) == asked and s.stand), None)


def _frozen(seit_: SitzungZeile, bis_sitzung: SitzungZeile | None, sicht: Sicht) -> Vergleich:
    von = daten.eingefroren(seit_.id)
    bis = daten.eingefroren(bis_sitzung.id) if bis_sitzung else daten.gesamtstand(sicht)
    ende = f"dem eingefrorenen Stand der Sitzung vom {datum(bis_sitzung.datum)}" if bis_sitzung else "heute Bekanntem"
    hinweis = (
        f"{seit_.gremium}. Verglichen wird der eingefrorene Stand vom {datum(seit_.stichtag)} mit {ende}; "
        "was für die Zeit davor später eingetragen wurde, erscheint deshalb als Änderung."
    )
    return Vergleich(compare(von, bis), seit_sitzung(seit_.datum), hinweis)


def _read(text: str, default: date) -> date:
    found = parse_datum(text) if text else default
    if found is None:
        st.warning(f"„{plain(text)}“ ist kein Datum. Bitte schreiben Sie es so: 31.12.2025.")
    return found or default
