"""The values of the three axes with their definitions, straight from the vocabulary."""

from db.vocabulary import Aktualitaet, Rolle, Terminlage, Umsetzungsstand, Vocabulary
from ui.components import html
from ui.components.html import tag, text
from ui.components.marken import marke

ACHSEN: tuple[tuple[str, type[Vocabulary]], ...] = (
    ("Umsetzungsstand", Umsetzungsstand),
    ("Terminlage", Terminlage),
    ("Aktualität", Aktualitaet),
)


def show_definitionen() -> None:
    for titel, vocabulary in ACHSEN:
        rows = [[marke(value), text(value.definition)] for value in vocabulary]
        html.show(tag("h2", text(titel)) + html.table(("Wert", "Bedeutung"), rows, caption=f"Werte: {titel}"))
    rows = [[text(rolle.label), text(rolle.definition)] for rolle in Rolle]
    html.show(tag("h2", text("Rollen")) + html.table(("Rolle", "Woran sie abgelesen ist"), rows, caption="Rollen"))
