"""A field for a decimal number that says what it understood before anything is saved.

st.number_input turns a typed 1234,75 into 123475 in an English browser without a word; this is text and our own parser.
"""

from decimal import Decimal

from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.indikator_satz import Mass
from ilm_data.rules.zahlen import Gelesen, read_zahl
from ui.components import html
from ui.components import pflege_felder as felder
from ui.components.html import tag, text
from ui.components.pflege_formular import Formular


def zahlfeld(formular: Formular, name: str, label: str, mass: Mass, *, hilfe: str | None = None) -> str:
    """The text as typed; below it "Verstanden: 1.234,75 %" or what is wrong with it."""
    eingabe = felder.zeile(formular, name, label, hilfe=hilfe, platzhalter="zum Beispiel 1.234,5")
    show_verstanden(eingabe, mass)
    return eingabe


def show_verstanden(eingabe: str, mass: Mass) -> None:
    try:
        gelesen = read_zahl(eingabe, mass.einheit)
    except RegelVerletzt as error:
        html.show(tag("p", text(str(error)), cls="verstanden nicht", role="status"))
        return
    if gelesen:
        html.show(tag("p", text(_satz(eingabe, gelesen, mass)), cls="verstanden", role="status"))


def _satz(eingabe: str, gelesen: Gelesen, mass: Mass) -> str:
    gezeigt = mass.text(gelesen.wert)
    places = -int(gelesen.wert.normalize().as_tuple().exponent)
    zusatz = f" (gezeigt als {gezeigt})" if places > mass.stellen else ""
    if "." in eingabe and "," not in eingabe:
        zusatz += " – der Punkt trennt Tausender"
    return f"Verstanden: {gelesen.text}{zusatz}"


def read_feld(feld: str, eingabe: str, mass: Mass) -> Decimal | None:
    """None for an empty field. Raises RegelVerletzt with the name of the field."""
    try:
        gelesen = read_zahl(eingabe, mass.einheit)
    except RegelVerletzt as error:
        raise RegelVerletzt(f"{feld}: {error}") from error
    return gelesen.wert if gelesen else None


def as_eingabe(wert: Decimal | None) -> str:
    """A stored number as somebody would type it."""
    return "" if wert is None else f"{wert.normalize():f}".replace(".", ",")
