"""The coordinator's page of a measure: which one, its title and text, its parts."""

from collections.abc import Sequence

import streamlit as st

from db.engine import default_engine
from db.vocabulary import NutzerRolle
from ilm_data.queries.pflege_formen import MassnahmeKurz, MassnahmePflege, TeilPflege
from ilm_data.rules.rechte import Akteur
from ilm_data.services import massnahmen as services
from ui.components import html, url
from ui.components import pflege_felder as felder
from ui.components.html import tag, text
from ui.components.pflege_formular import Formular, Seiten, absenden, kasten, open_formular, save
from ui.components.pflege_wahl import choose
from ui.navigation import MASSNAHME, PFLEGE_MASSNAHMEN, address

ABSCHNITTE = {
    "text": "Titel und Text",
    "teile": "Teile",
    "meilensteine": "Meilensteine",
    "termine": "Termine",
    "zustaendigkeiten": "Zuständigkeiten",
}
NAMEN = {"titel": "Titel", "beschreibung": "Beschreibung", "seite": "Seite im Konzept"}


def choose_massnahme(massnahmen: Sequence[MassnahmeKurz]) -> MassnahmeKurz | None:
    """From the address, else from the list; None before anything is chosen."""
    by_key = {m.schluessel: m for m in massnahmen}
    labels = {key: m.label for key, m in by_key.items()}
    return by_key.get(choose(PFLEGE_MASSNAHMEN, "massnahme", "Maßnahme", labels, "Andere Maßnahme bearbeiten"))


def choose_abschnitt() -> str:
    def draw(values: list[str], key: str, jetzt: str | None) -> str | None:
        return st.segmented_control(
            "Abschnitt",
            values,
            default=jetzt,
            key=key,
            required=True,
            format_func=ABSCHNITTE.__getitem__,
            label_visibility="collapsed",
        )

    return url.one("abschnitt", draw, ABSCHNITTE, default="text")


def show_kopf(m: MassnahmePflege) -> None:
    """Title, and the way to the page everybody sees."""
    link = html.link(address(MASSNAHME, massnahme=m.schluessel), "Seite der Maßnahme ansehen")
    html.show(tag("h2", text(f"{m.schluessel} {m.titel}")) + tag("p", link))


def show_bearbeiten(schluessel: str, akteur: Akteur) -> None:
    """On the page everybody sees: the way to the forms, for the coordination only."""
    if akteur.rolle is NutzerRolle.KOORDINATION:
        html.show(tag("p", html.link(address(PFLEGE_MASSNAHMEN, massnahme=schluessel), "Bearbeiten")))


def show_text(m: MassnahmePflege) -> None:
    """Our own words for the measure. The official wording is loaded from the document, not edited."""
    anfang = {"titel": m.titel, "beschreibung": m.beschreibung, "seite": str(m.seite or "")}
    formular = open_formular(f"massnahme_{m.id}", anfang, m.id, m.version)
    with kasten(formular) as formular:
        titel = felder.zeile(formular, "titel", f"Titel (höchstens {services.TITEL_LAENGE} Zeichen)")
        beschreibung = felder.absatz(formular, "beschreibung", "Beschreibung in eigenen Worten")
        seite = felder.zeile(formular, "seite", "Seite im Konzept", hilfe="Leer lassen, wenn sie nicht bekannt ist")
        if absenden(formular, "Speichern", primary=True):
            save(
                formular,
                lambda by, heute: services.edit_massnahme(
                    default_engine(),
                    massnahme_id=m.id,
                    titel=titel,
                    beschreibung=beschreibung,
                    seite=felder.zahl_oder_leer("Seite im Konzept", seite),
                    version=formular.version,
                    heute=heute,
                    by=by,
                ),
                "Titel und Text sind gespeichert.",
                Seiten(NAMEN, {"titel": titel, "beschreibung": beschreibung, "seite": seite}),
            )


def show_teile(m: MassnahmePflege) -> None:
    """Each part in a form of its own, and one for a further part."""
    for teil in m.teile:
        _show_teil(m, teil)
    formular = open_formular(f"teil_neu_{m.id}", {"titel": "", "eltern": None})
    with kasten(formular) as formular:
        html.show(tag("h3", text("Teil hinzufügen")))
        titel = felder.zeile(formular, "titel", "Was gehört dazu?")
        oben = {teil.id: f"{teil.nr} {teil.titel}" for teil in m.teile if "." not in teil.nr}
        eltern_id = felder.auswahl(formular, "eltern", "Unterpunkt von", oben, leer="kein Unterpunkt")
        if absenden(formular, "Teil hinzufügen"):
            save(
                formular,
                lambda by, heute: services.add_teil(
                    default_engine(), massnahme_id=m.id, titel=titel, eltern_id=eltern_id, heute=heute, by=by
                ),
                "Der Teil ist hinzugefügt.",
            )


def _show_teil(m: MassnahmePflege, teil: TeilPflege) -> None:
    formular = open_formular(f"teil_{teil.id}", {"titel": teil.titel}, teil.id, m.version)
    with kasten(formular) as formular:
        titel = felder.zeile(formular, "titel", f"Teil {teil.nr}")
        if absenden(formular, f"Teil {teil.nr} speichern"):
            _save_teil(formular, teil, titel)


def _save_teil(formular: Formular, teil: TeilPflege, titel: str) -> None:
    save(
        formular,
        lambda by, heute: services.edit_teil(
            default_engine(), teil_id=teil.id, titel=titel, version=formular.version, heute=heute, by=by
        ),
        f"Teil {teil.nr} ist gespeichert.",
        Seiten({"titel": f"Teil {teil.nr}"}, {"titel": titel}),
    )
