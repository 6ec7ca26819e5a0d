"""Which rules judged a frozen state. Raise it whenever the same raw rows may now give another figure.

tests/unit/test_regelversion.py notices every change of the modules below and asks for the decision.
"""

REGELVERSION = "1"

URTEILENDE = (
    "aktualitaet",
    "anteil",
    "aufmerksamkeit",
    "faelligkeit",
    "fenster",
    "kennzahlen",
    "massnahme_lage",
    "terminlage",
    "umsetzungsstand",
    "wiederkehr",
)
"""The modules of rules/ that turn raw rows into states and figures."""
