"""What pages load: queries, kept per datenstand and Sicht, never by time alone.

The results are frozen and public (no internal note, no name), so all visitors share them.
"""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from db.engine import default_engine
from ilm_data.queries import datenstand as datenstand_queries
from ilm_data.queries import felder as felder_queries
from ilm_data.queries import stelle as stelle_queries
from ilm_data.queries import zustaendigkeiten as zustaendigkeiten_queries
from ilm_data.queries.abkuerzungen import list_abkuerzungen
from ilm_data.queries.aenderungen import load_gesamtstand
from ilm_data.queries.aufgaben import Aufgabe, list_aufgaben
from ilm_data.queries.eintraege import list_eintraege
from ilm_data.queries.eintrag import Eintrag
from ilm_data.queries.ereignisse import EreignisEintrag, list_ereignisse
from ilm_data.queries.fassungen import FassungInfo, load_fassung
from ilm_data.queries.felder import ALLE_FELDER, Feld, list_felder, make_ueberblicke
from ilm_data.queries.folien import Material, bezuege_of, make_folien
from ilm_data.queries.folien_formen import Folie
from ilm_data.queries.folien_lage import Lage
from ilm_data.queries.folien_sitzung import is_eingefroren, naechste_nach, verglichen_mit
from ilm_data.queries.indikator_formen import IndikatorBild
from ilm_data.queries.indikator_rechnungen import Quellen
from ilm_data.queries.indikatoren import list_indikatoren
from ilm_data.queries.massnahme import load_massnahme
from ilm_data.queries.massnahme_formen import MassnahmeDetail
from ilm_data.queries.massnahmen import MassnahmeZeile, list_massnahmen
from ilm_data.queries.ohne_datum import OhneDatum, list_ohne_datum
from ilm_data.queries.sicht import Sicht
from ilm_data.queries.sitzungen import SitzungZeile, Vereinbarung, list_sitzungen, list_vereinbarungen
from ilm_data.queries.sitzungsstaende import GespeicherterStand, load_stand
from ilm_data.queries.stelle import StelleDetail
from ilm_data.queries.stellenplan import StelleZeile, load_stellenplan
from ilm_data.queries.ueberblick import Ueberblick
from ilm_data.queries.ziele import ZielZeile, list_ziele
from ilm_data.queries.zustaendigkeiten import OhneFederfuehrung
from ilm_data.rules.folien import Folienart
from ilm_data.rules.gesamtstand import Gesamtstand
from ilm_data.rules.nummern import parse_schluessel
from ilm_data.rules.rechte import Akteur
from ilm_data.rules.veraenderung import Aenderungen, compare


def datenstand() -> int:
    return datenstand_queries.read_datenstand(default_engine())


def fassung(stichtag: date) -> FassungInfo | None:
    return _fassung(datenstand(), stichtag)


def has_beispieldaten() -> bool:
    return _has_beispieldaten(datenstand())


def massnahmen(sicht: Sicht) -> tuple[MassnahmeZeile, ...]:
    return _massnahmen(datenstand(), sicht)


def ueberblick(sicht: Sicht) -> Ueberblick:
    return ueberblicke(sicht)[ALLE_FELDER]


def ueberblicke(sicht: Sicht) -> dict[str, Ueberblick]:
    """By number of the Handlungsfeld; "" is all of them together."""
    return _ueberblicke(datenstand(), sicht)


def felder(sicht: Sicht) -> dict[str, Feld]:
    return _felder(datenstand(), sicht)


def stand_by_feld(sicht: Sicht) -> dict[str, pd.DataFrame]:
    return _stand_by_feld(datenstand(), sicht)


def ziele(sicht: Sicht) -> tuple[ZielZeile, ...]:
    return _ziele(datenstand(), sicht)


def massnahme(schluessel: str, stichtag: date, kenntnis_bis: date | None = None) -> MassnahmeDetail | None:
    return _massnahme(datenstand(), schluessel, stichtag, kenntnis_bis)


def zeile(schluessel: str, sicht: Sicht) -> MassnahmeZeile | None:
    """The judged row of one measure, looked up in its own Fassung."""
    key = parse_schluessel(schluessel)
    rows = massnahmen(replace(sicht, fassung=key.fassung)) if key else ()
    return next((row for row in rows if row.schluessel == str(key)), None)


def abkuerzungen() -> dict[str, str]:
    return _abkuerzungen(datenstand())


def stellenplan() -> dict[str, StelleZeile]:
    return _stellenplan(datenstand())


def belastung(sicht: Sicht, *, einzeln: bool) -> pd.DataFrame:
    return _belastung(datenstand(), sicht, einzeln)


def ohne_federfuehrung(sicht: Sicht) -> OhneFederfuehrung:
    return zustaendigkeiten_queries.ohne_federfuehrung(massnahmen(sicht), stellenplan(), sicht.stichtag)


def stelle(kennung: str, sicht: Sicht) -> StelleDetail | None:
    return _stelle(datenstand(), kennung, sicht)


def eintraege(sicht: Sicht) -> tuple[Eintrag, ...]:
    return _eintraege(datenstand(), sicht)


def ereignisse(sicht: Sicht) -> tuple[EreignisEintrag, ...]:
    return _ereignisse(datenstand(), sicht)


def indikatoren(sicht: Sicht) -> tuple[IndikatorBild, ...]:
    return _indikatoren(datenstand(), sicht)


def ohne_datum(sicht: Sicht) -> tuple[OhneDatum, ...]:
    return _ohne_datum(datenstand(), sicht)


def sitzungen() -> tuple[SitzungZeile, ...]:
    return _sitzungen(datenstand())


def aenderungen(von: Sicht, bis: Sicht) -> Aenderungen:
    return _aenderungen(datenstand(), von, bis)


def vereinbarungen(stichtag: date) -> dict[int, tuple[Vereinbarung, ...]]:
    return _vereinbarungen(datenstand(), stichtag)


def gespeicherter_stand(sitzung_id: int) -> GespeicherterStand | None:
    return _gespeicherter_stand(datenstand(), sitzung_id)


def gesamtstand(sicht: Sicht) -> Gesamtstand:
    return _gesamtstand(datenstand(), sicht)


def eingefroren(sitzung_id: int) -> Gesamtstand:
    """The frozen state of a session that has one."""
    stand = gespeicherter_stand(sitzung_id)
    assert stand is not None
    return stand.inhalt.stand


def pruefsumme(sitzung: SitzungZeile | None, sicht: Sicht) -> str:
    """The SHA-256 of the session's frozen state, if that is what this view shows to the day; else ""."""
    if sitzung is None or sitzung.stand is None or sitzung.stichtag != sicht.stichtag:
        return ""
    return sitzung.stand.sha256 if is_eingefroren(eingefroren(sitzung.id), gesamtstand(sicht)) else ""


def folien(folge: tuple[str, ...], sicht: Sicht, sitzung: SitzungZeile | None) -> tuple[Folie, ...]:
    return _folien(datenstand(), folge, sicht, sitzung)


def aufgaben(akteur: Akteur, sicht: Sicht, auch: str) -> tuple[Aufgabe, ...]:
    """Kept per account: nothing in it is internal, but which measures are somebody's own is asked for each."""
    return _aufgaben(datenstand(), akteur, sicht, auch)


@st.cache_resource(max_entries=16, show_spinner=False)
def _fassung(stand: int, stichtag: date) -> FassungInfo | None:
    return load_fassung(default_engine(), stichtag)


@st.cache_resource(max_entries=2, show_spinner=False)
def _has_beispieldaten(stand: int) -> bool:
    return datenstand_queries.has_beispieldaten(default_engine())


@st.cache_resource(max_entries=16, show_spinner=False)
def _massnahmen(stand: int, sicht: Sicht) -> tuple[MassnahmeZeile, ...]:
    return list_massnahmen(default_engine(), sicht)


@st.cache_resource(max_entries=16, show_spinner=False)
def _ueberblicke(stand: int, sicht: Sicht) -> dict[str, Ueberblick]:
    return make_ueberblicke(massnahmen(sicht), sicht.stichtag)


@st.cache_resource(max_entries=16, show_spinner=False)
def _felder(stand: int, sicht: Sicht) -> dict[str, Feld]:
    return list_felder(massnahmen(sicht))


@st.cache_resource(max_entries=16, show_spinner=False)
def _stand_by_feld(stand: int, sicht: Sicht) -> dict[str, pd.DataFrame]:
    return felder_queries.stand_by_feld(massnahmen(sicht))


@st.cache_resource(max_entries=16, show_spinner=False)
def _ziele(stand: int, sicht: Sicht) -> tuple[ZielZeile, ...]:
    return list_ziele(default_engine(), sicht.fassung)


@st.cache_resource(max_entries=200, show_spinner=False)
def _massnahme(stand: int, schluessel: str, stichtag: date, kenntnis_bis: date | None = None) -> MassnahmeDetail | None:
    return load_massnahme(default_engine(), schluessel, stichtag, kenntnis_bis)


@st.cache_resource(max_entries=2, show_spinner=False)
def _abkuerzungen(stand: int) -> dict[str, str]:
    return list_abkuerzungen(default_engine())


@st.cache_resource(max_entries=2, show_spinner=False)
def _stellenplan(stand: int) -> dict[str, StelleZeile]:
    return load_stellenplan(default_engine())


@st.cache_resource(max_entries=16, show_spinner=False)
def _belastung(stand: int, sicht: Sicht, einzeln: bool) -> pd.DataFrame:
    return zustaendigkeiten_queries.belastung(massnahmen(sicht), stellenplan(), sicht.stichtag, einzeln=einzeln)


@st.cache_resource(max_entries=100, show_spinner=False)
def _stelle(stand: int, kennung: str, sicht: Sicht) -> StelleDetail | None:
    return stelle_queries.stelle_detail(default_engine(), kennung, massnahmen(sicht), stellenplan(), sicht)


@st.cache_resource(max_entries=16, show_spinner=False)
def _eintraege(stand: int, sicht: Sicht) -> tuple[Eintrag, ...]:
    return list_eintraege(default_engine(), sicht, massnahmen(sicht))


@st.cache_resource(max_entries=16, show_spinner=False)
def _ereignisse(stand: int, sicht: Sicht) -> tuple[EreignisEintrag, ...]:
    return list_ereignisse(default_engine(), sicht, massnahmen(sicht))


@st.cache_resource(max_entries=16, show_spinner=False)
def _ohne_datum(stand: int, sicht: Sicht) -> tuple[OhneDatum, ...]:
    return list_ohne_datum(default_engine(), sicht, massnahmen(sicht))


@st.cache_resource(max_entries=2, show_spinner=False)
def _sitzungen(stand: int) -> tuple[SitzungZeile, ...]:
    return list_sitzungen(default_engine())


@st.cache_resource(max_entries=16, show_spinner=False)
def _aenderungen(stand: int, von: Sicht, bis: Sicht) -> Aenderungen:
    return compare(gesamtstand(von), gesamtstand(bis))


@st.cache_resource(max_entries=8, show_spinner=False)
def _vereinbarungen(stand: int, stichtag: date) -> dict[int, tuple[Vereinbarung, ...]]:
    return list_vereinbarungen(default_engine(), stichtag)


@st.cache_resource(max_entries=32, show_spinner=False)
def _gespeicherter_stand(stand: int, sitzung_id: int) -> GespeicherterStand | None:
    return load_stand(default_engine(), sitzung_id)


@st.cache_resource(max_entries=16, show_spinner=False)
def _gesamtstand(stand: int, sicht: Sicht) -> Gesamtstand:
    return load_gesamtstand(default_engine(), sicht, massnahmen(sicht))


@st.cache_resource(max_entries=32, show_spinner=False)
def _folien(stand: int, folge: tuple[str, ...], sicht: Sicht, sitzung: SitzungZeile | None) -> tuple[Folie, ...]:
    lage = Lage(massnahmen(sicht), ueberblick(sicht), stellenplan(), sicht.stichtag)
    nrn = bezuege_of(folge, Folienart.MASSNAHME)
    details = {each: massnahme(each, sicht.stichtag, sicht.kenntnis_bis) for each in nrn}
    bilder = indikatoren(sicht) if bezuege_of(folge, Folienart.INDIKATOR) else ()
    von = verglichen_mit(sitzungen(), sitzung, sicht.stichtag)
    seitdem = aenderungen(replace(sicht, stichtag=von), sicht) if von else None
    naechste = naechste_nach(sitzungen(), sitzung) if sitzung else None
    by_kennung = {bild.info.kennung: bild for bild in bilder}
    gremium = sitzung.gremium if sitzung else ""
    return make_folien(folge, Material(lage, details, seitdem, by_kennung, gremium, naechste))


@st.cache_resource(max_entries=50, show_spinner=False)
def _aufgaben(stand: int, akteur: Akteur, sicht: Sicht, auch: str) -> tuple[Aufgabe, ...]:
    return list_aufgaben(default_engine(), akteur, sicht, auch, massnahmen(sicht))


@st.cache_resource(max_entries=16, show_spinner=False)
def _indikatoren(stand: int, sicht: Sicht) -> tuple[IndikatorBild, ...]:
    """Computed ones read the loads of the other pages, and so show their numbers."""

    def zeilen_at(tag: date) -> tuple[MassnahmeZeile, ...]:
        return massnahmen(replace(sicht, stichtag=tag))

    quellen = Quellen(default_engine(), sicht, ereignisse(sicht), zeilen_at)
    return list_indikatoren(default_engine(), sicht, quellen)
