"""The reading of a Termin as form fields: only those that the kind of Termin has."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from db.vocabulary import Genauigkeit, TerminArt
from ilm_data.rules.deutung import Deutung
from ui.components import pflege_felder as felder
from ui.components.handlung import plain
from ui.components.pflege_formular import Formular, keep
from ui.deutungen import describe
from ui.formate import datum
from ui.theme import TIME_LOCALE

ARTEN = {art: art.label for art in TerminArt}
GENAUIGKEITEN = {g: g.label for g in Genauigkeit}
RASTER = {Genauigkeit.SCHULJAHR: "Schuljahre (August bis Juli)"}
ABSTAENDE = {
    1: "jeden Monat",
    2: "alle 2 Monate",
    3: "jedes Quartal",
    4: "alle 4 Monate",
    6: "jedes Halbjahr",
    12: "jedes Jahr",
    24: "alle 2 Jahre",
    36: "alle 3 Jahre",
    48: "alle 4 Jahre",
    60: "alle 5 Jahre",
}
MONATE = dict(enumerate(TIME_LOCALE["months"], 1))
Lesen = Callable[[], Deutung]


def felder_of(d: Deutung) -> dict[str, object]:
    """The values of the fields for a reading."""
    return {
        "art": d.art,
        "bezeichnung": d.bezeichnung,
        "von": _tag(d.von),
        "bis": _tag(d.bis),
        "genauigkeit": d.genauigkeit,
        "periode": d.periode_monate if d.periode_monate in ABSTAENDE else None,
        "monat": d.anker_monat,
        "tag": str(d.anker_tag or ""),
        "mindestens": str(d.quote_min or ""),
        "hoechstens": str(d.quote_max or ""),
    }


def choose_art(formular: Formular) -> TerminArt:
    """Outside of the form, for the other fields depend on it."""
    return felder.auswahl(formular, "art", "Art des Termins", ARTEN) or TerminArt.OFFEN


def show_vorschlaege(formular: Formular, deutungen: tuple[Deutung, ...]) -> None:
    """What the wording was read as; one click fills the fields."""
    for nummer, deutung in enumerate(deutungen):
        st.button(
            plain(f"Übernehmen: {describe(deutung)}"),
            key=formular.field(f"vorschlag{nummer}"),
            on_click=_fill,
            args=(formular, deutung),
        )


def show_felder(formular: Formular, art: TerminArt) -> Lesen:
    """Draws the fields; the result reads them and raises RegelVerletzt for what cannot be read."""
    bezeichnung = felder.zeile(formular, "bezeichnung", "Was ist zu tun? (freiwillig)")
    if art is TerminArt.OFFEN:
        return lambda: Deutung(art, bezeichnung)
    von, bis = _show_spanne(formular, art)
    if art is TerminArt.WIEDERKEHREND:
        return _show_rhythmus(formular, bezeichnung, von, bis)
    genauigkeit = felder.auswahl(formular, "genauigkeit", "Wie genau?", GENAUIGKEITEN, leer="ohne Angabe")
    return lambda: Deutung(
        art,
        bezeichnung,
        felder.tag_oder_leer("Von", von),
        felder.tag_oder_leer("Bis", bis),
        genauigkeit if von.strip() or bis.strip() else None,
    )


def _show_spanne(formular: Formular, art: TerminArt) -> tuple[str, str]:
    links, rechts = st.columns(2)
    einmalig = art is TerminArt.EINMALIG
    with links:
        von = felder.tag_feld(formular, "von", "Von (freiwillig)" if einmalig else "Ab (freiwillig)")
    with rechts:
        bis = felder.tag_feld(formular, "bis", "Fällig bis" if einmalig else "Bis (freiwillig)")
    return von, bis


def _show_rhythmus(formular: Formular, bezeichnung: str, von: str, bis: str) -> Lesen:
    eins, zwei, drei = st.columns(3)
    with eins:
        periode = felder.auswahl(formular, "periode", "Abstand", ABSTAENDE)
        raster = felder.auswahl(formular, "genauigkeit", "Gezählt nach", RASTER, leer="Kalenderjahren")
    with zwei:
        mindestens = felder.zeile(formular, "mindestens", "Mindestens wie oft je Zeitraum?")
        hoechstens = felder.zeile(formular, "hoechstens", "Höchstens (freiwillig)")
    with drei:
        monat = felder.auswahl(formular, "monat", "Jeweils im (freiwillig)", MONATE, leer="kein fester Monat")
        tag = felder.zeile(formular, "tag", "Am wievielten? (freiwillig)")
    return lambda: Deutung(
        TerminArt.WIEDERKEHREND,
        bezeichnung,
        felder.tag_oder_leer("Ab", von),
        felder.tag_oder_leer("Bis", bis),
        raster if raster in RASTER else None,
        felder.gewaehlt("Abstand", periode),
        monat,
        felder.zahl_oder_leer("Am wievielten?", tag),
        felder.zahl_oder_leer("Mindestens", mindestens),
        felder.zahl_oder_leer("Höchstens", hoechstens),
    )


def _fill(formular: Formular, deutung: Deutung) -> None:
    for name, value in felder_of(deutung).items():
        st.session_state[formular.field(name)] = value
    keep(formular)


def _tag(day: date | None) -> str:
    return datum(day) if day else ""
