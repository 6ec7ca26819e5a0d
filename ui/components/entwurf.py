"""Drafts of the person logged in; a draft that cannot be kept never stops the work."""

import logging
from typing import Any

import streamlit as st

from db.engine import default_engine
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur
from ilm_data.services.entwuerfe import delete_entwurf, load_entwurf, save_entwurf
from ilm_data.services.fehler import SpeichernFehlgeschlagen, as_sentence
from ui.identitaet import current_akteur

log = logging.getLogger("ilm")


def load(akteur: Akteur, formular: str) -> dict[str, Any]:
    if akteur.nutzer_id is None:
        return {}
    return load_entwurf(default_engine(), nutzer_id=akteur.nutzer_id, formular=formular) or {}


def save(akteur: Akteur, formular: str, inhalt: dict[str, Any]) -> None:
    """Only for whoever is still logged in: a session that has ended leaves no more traces."""
    if akteur.nutzer_id is None or current_akteur().nutzer_id != akteur.nutzer_id:
        return
    try:
        with as_sentence():
            save_entwurf(default_engine(), nutzer_id=akteur.nutzer_id, formular=formular, inhalt=inhalt)
    except (RegelVerletzt, SpeichernFehlgeschlagen):
        st.toast("Der Entwurf konnte nicht zwischengespeichert werden. Ihr Text steht noch im Formular.")


def delete(akteur: Akteur, formular: str) -> None:
    if akteur.nutzer_id is None:
        return
    try:
        with as_sentence():
            delete_entwurf(default_engine(), nutzer_id=akteur.nutzer_id, formular=formular)
    except SpeichernFehlgeschlagen:
        log.warning("Ein Entwurf blieb liegen; die Aufbewahrungsfrist entfernt ihn.")
