"""Every page: its file, address, title, place in the menu and who finds it there. Addresses are made here only."""

from copy import copy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from db.vocabulary import NutzerRolle
from ui.anmeldung.sitzung import FRISCH

PAGES = Path(__file__).resolve().parent.parent / "pages"
ALLE: frozenset[NutzerRolle | None] = frozenset({None, *NutzerRolle})
MITGENOMMEN = ("stichtag", "kenntnis")
NIEMAND: frozenset[NutzerRolle | None] = frozenset()
BLICK = "/blick"
KOORDINATION: frozenset[NutzerRolle | None] = frozenset({NutzerRolle.KOORDINATION})
PROTOKOLL_ROLLEN: frozenset[NutzerRolle | None] = frozenset({NutzerRolle.KOORDINATION, NutzerRolle.VERWALTUNG})


@dataclass(frozen=True)
class Seite:
    """`adresse` is the path in the URL ("" for the start page); `menue_fuer` are the roles that find it in the menu.

    The menu only shows ways; who may see a page is asked by the page itself, first thing.
    """

    datei: str
    adresse: str
    titel: str
    menue_fuer: frozenset[NutzerRolle | None] = ALLE
    gruppe: str = ""
    in_fusszeile: bool = False


UEBERBLICK = Seite("lage/ueberblick.py", "", "Überblick")
HANDLUNGSFELDER = Seite("lage/handlungsfelder.py", "handlungsfelder", "Handlungsfelder")
AUFGABEN = Seite(
    "arbeit/aufgaben.py", "aufgaben", "Aufgaben", frozenset({NutzerRolle.FACHAMT, NutzerRolle.KOORDINATION})
)
MASSNAHME = Seite("lage/massnahme.py", "massnahme", "Maßnahme", NIEMAND)
ZUSTAENDIGKEITEN = Seite("lage/zustaendigkeiten.py", "zustaendigkeiten", "Zuständigkeiten")
STELLE = Seite("lage/stelle.py", "stelle", "Stelle", NIEMAND)
TERMINE = Seite("lage/termine.py", "termine", "Termine")
EREIGNISSE = Seite("lage/ereignisse.py", "ereignisse", "Ereignisse")
AENDERUNGEN = Seite("lage/aenderungen.py", "aenderungen", "Änderungen")
SITZUNGEN = Seite("lage/sitzungen.py", "sitzungen", "Sitzungen", NIEMAND)
SITZUNG = Seite("lage/sitzung.py", "sitzung", "Sitzung")
INDIKATOREN = Seite("lage/indikatoren.py", "indikatoren", "Indikatoren")
INDIKATORWERTE = Seite("arbeit/indikatorwerte.py", "indikatorwerte", "Indikatorwerte", KOORDINATION, gruppe="Pflege")
ANMELDEN = Seite("arbeit/anmelden.py", "anmelden", "Anmelden", NIEMAND)
KENNWORT = Seite("arbeit/kennwort.py", "kennwort", "Kennwort ändern", NIEMAND)
OFFEN = Seite("steuerung/offen.py", "zu-bestaetigen", "Zu bestätigen", KOORDINATION, gruppe="Pflege")
PFLEGE_MASSNAHMEN = Seite("steuerung/massnahmen.py", "massnahmen-pflegen", "Maßnahmen", KOORDINATION, gruppe="Pflege")
PFLEGE_STELLEN = Seite("steuerung/stellen.py", "stellen-pflegen", "Stellen", KOORDINATION, gruppe="Pflege")
PFLEGE_EREIGNISSE = Seite(
    "arbeit/ereignis.py", "ereignisse-erfassen", "Ereignisse", KOORDINATION | {NutzerRolle.FACHAMT}, gruppe="Pflege"
)
PFLEGE_SITZUNGEN = Seite("steuerung/sitzungen.py", "sitzungen-pflegen", "Sitzungen", KOORDINATION, gruppe="Pflege")
IMPORTE = Seite("steuerung/importe.py", "werte-importieren", "Werte importieren", KOORDINATION, gruppe="Pflege")
NUTZER = Seite("verwaltung/nutzer.py", "nutzer", "Konten", frozenset({NutzerRolle.VERWALTUNG}), gruppe="Verwaltung")
PROTOKOLL = Seite("verwaltung/protokoll.py", "protokoll", "Protokoll", PROTOKOLL_ROLLEN, gruppe="Verwaltung")
RECHENWEISE = Seite("info/rechenweise.py", "rechenweise", "Rechenweise", in_fusszeile=True)
HILFE = Seite("info/hilfe.py", "hilfe", "Hilfe", in_fusszeile=True)
BARRIEREFREIHEIT = Seite("info/barrierefreiheit.py", "barrierefreiheit", "Barrierefreiheit", NIEMAND, in_fusszeile=True)
DATENSCHUTZ = Seite("info/datenschutz.py", "datenschutz", "Datenschutz", NIEMAND, in_fusszeile=True)
IMPRESSUM = Seite("info/impressum.py", "impressum", "Impressum", NIEMAND, in_fusszeile=True)

SEITEN = (
    UEBERBLICK,
    HANDLUNGSFELDER,
    AUFGABEN,
    MASSNAHME,
    ZUSTAENDIGKEITEN,
    STELLE,
    TERMINE,
    EREIGNISSE,
    INDIKATOREN,
    AENDERUNGEN,
    SITZUNGEN,
    SITZUNG,
    RECHENWEISE,
    HILFE,
    BARRIEREFREIHEIT,
    DATENSCHUTZ,
    IMPRESSUM,
    ANMELDEN,
    KENNWORT,
    OFFEN,
    PFLEGE_MASSNAHMEN,
    PFLEGE_STELLEN,
    PFLEGE_EREIGNISSE,
    PFLEGE_SITZUNGEN,
    INDIKATORWERTE,
    IMPORTE,
    NUTZER,
    PROTOKOLL,
)


def page_of(seite: Seite, rolle: NutzerRolle | None = None) -> st.Page:
    """The Streamlit page; all are always registered, so a deep link never meets an English "Page not found"."""
    return st.Page(
        PAGES / seite.datei,
        title=seite.titel,
        url_path=seite.adresse,
        default=not seite.adresse,
        visibility="visible" if rolle in seite.menue_fuer else "hidden",
    )


def menu_of(rolle: NutzerRolle | None) -> dict[str, list[st.Page]]:
    """All pages by menu group, in the order of SEITEN; visible are those the role finds in the menu.

    Each run gets its own copies: Streamlit notes in a page that this run may call it.
    """
    return {gruppe: [copy(page) for page in pages] for gruppe, pages in _menu(rolle).items()}


@cache
def _menu(rolle: NutzerRolle | None) -> dict[str, list[st.Page]]:
    """Made once: every st.Page looks its file up on the disk."""
    groups: dict[str, list[st.Page]] = {}
    for seite in SEITEN:
        groups.setdefault(seite.gruppe, []).append(page_of(seite, rolle))
    return groups


def is_info(page: st.Page) -> bool:
    """Help, imprint and the like: open to everybody, also where reading needs a login."""
    return any(seite.adresse == page.url_path for seite in SEITEN if seite.datei.startswith("info/"))


def start_of(rolle: NutzerRolle) -> Seite:
    """Where a role begins its work after the login."""
    adresse = {NutzerRolle.FACHAMT: "aufgaben", NutzerRolle.VERWALTUNG: NUTZER.adresse}.get(rolle, "")
    return next((seite for seite in SEITEN if seite.adresse == adresse), UEBERBLICK)


def start_after_login(page: st.Page, rolle: NutzerRolle | None) -> None:
    """Goes to the role's start page, right after a login and on the login page; a deep link stays where it is."""
    if rolle is None:
        return
    fresh = st.session_state.pop(FRISCH, False)
    start = start_of(rolle)
    if page.url_path != start.adresse and (page.url_path == ANMELDEN.adresse or (fresh and not page.url_path)):
        st.switch_page(page_of(start, rolle))


def address(seite: Seite, **params: str | None) -> str:
    """The address of a page with its query, relative to the app's root; empty values are left out.

    Stichtag and Kenntnisstand of the page at hand travel along, unless `params` say otherwise.
    """
    query = urlencode({key: value for key, value in {**dict(mitgenommen()), **params}.items() if value})
    return f"/{seite.adresse}" + (f"?{query}" if query else "")


def mitgenommen() -> tuple[tuple[str, str], ...]:
    """Stichtag and Kenntnisstand as the address of the page at hand names them."""
    # Outside of a page (the glance, a route) there is no address to take them from.
    if get_script_run_ctx(suppress_warning=True) is None:
        return ()
    return tuple((name, str(st.query_params.get(name, ""))) for name in MITGENOMMEN)


def blick_address(feld: str = "", *, stichtag: str | None = None) -> str:
    """The address of the server-drawn glance, of one Handlungsfeld or of all; it is no page of the menu."""
    return BLICK + (f"/feld/{feld}" if feld else "") + (f"?{urlencode({'stichtag': stichtag})}" if stichtag else "")
