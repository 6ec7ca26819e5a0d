"""The administration's accounts: the list, a new one, and what can be done with one."""

from collections.abc import Callable, Sequence

import streamlit as st

from db.engine import default_engine
from db.vocabulary import NutzerRolle
from ilm_data.heute import jetzt
from ilm_data.queries.nutzer import Konto
from ilm_data.queries.sicht import BERLIN
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur
from ilm_data.services import nutzer as services
from ilm_data.services.fehler import SpeichernFehlgeschlagen
from ui.components import html, pflege_formular
from ui.components import pflege_felder as felder
from ui.components.handlung import plain
from ui.components.html import tag, text
from ui.components.pflege_formular import (
    MELDUNG,
    Formular,
    Seiten,
    absenden,
    forget,
    in_worten,
    kasten,
    open_formular,
    save,
)

ROLLEN = {rolle: rolle.label for rolle in NutzerRolle}
ZUGANG = "konten_zugang"
NAMEN = {"rolle": "Rolle", "stelle_id": "Stelle"}
KOPF = ("Name", "Anzeigename", "Rolle", "Stelle", "Zustand", "Letzte Anmeldung")


def show_meldung() -> None:
    """What the last click did, once; a one-time password is shown here and nowhere else."""
    pflege_formular.show_meldung()
    zugang: services.NeuerZugang | None = st.session_state.pop(ZUGANG, None)
    if zugang:
        satz = f"Einmalkennwort für {zugang.name}. Es wird nur jetzt gezeigt und beim ersten Anmelden geändert:"
        html.show(tag("div", text(satz), tag("code", text(zugang.einmalkennwort)), cls="kasten einmal", role="status"))


def show_konten(konten: Sequence[Konto], gesperrt: frozenset[str]) -> None:
    rows = [[text(cell) for cell in _cells(konto, konto.name in gesperrt)] for konto in konten]
    html.show(html.table(KOPF, rows, caption="Konten"))


def _cells(konto: Konto, gesperrt: bool) -> tuple[str, ...]:
    am = konto.letzte_anmeldung
    letzte = am.astimezone(BERLIN).strftime("%d.%m.%Y %H:%M") if am else "–"
    return konto.name, konto.anzeigename, konto.rolle.label, konto.stelle, _zustand(konto, gesperrt), letzte


def _zustand(konto: Konto, gesperrt: bool) -> str:
    parts = ["aktiv" if konto.aktiv else "deaktiviert"]
    if konto.passwort_wechseln:
        parts.append("Einmalkennwort noch nicht geändert")
    if gesperrt:
        parts.append("nach Fehlversuchen gesperrt")
    return ", ".join(parts)


def show_neues_konto(stellen: dict[int, str], akteur: Akteur) -> None:
    anfang = {"name": "", "anzeigename": "", "rolle": NutzerRolle.FACHAMT, "stelle": None}
    formular = open_formular("konto_neu", anfang)
    with kasten(formular, "Konto anlegen") as formular:
        name = felder.zeile(formular, "name", "Anmeldename", hilfe="Zum Beispiel m.beispiel")
        anzeigename = felder.zeile(formular, "anzeigename", "Anzeigename")
        rolle, stelle_id = _zuordnung(formular, stellen)
        if absenden(formular, "Konto anlegen", primary=True):
            _do(
                "Das Konto ist angelegt.",
                lambda: services.create_nutzer(
                    default_engine(),
                    name=name,
                    anzeigename=anzeigename,
                    rolle=felder.gewaehlt("Rolle", rolle),
                    stelle_id=stelle_id,
                    by=akteur,
                ),
                formular,
            )


def show_konto(konto: Konto, stellen: dict[int, str], gesperrt: bool, akteur: Akteur) -> None:
    """Role and Stelle in a form, the rest as buttons. Each ends all sessions of the account."""
    html.show(tag("p", text(f"Jede Änderung beendet alle Sitzungen von {konto.anzeigename}."), cls="klein"))
    anfang = {"rolle": konto.rolle, "stelle": konto.stelle_id}
    formular = open_formular(f"konto_{konto.id}", anfang, konto.id, konto.version)
    with kasten(formular) as formular:
        rolle, stelle_id = _zuordnung(formular, stellen)
        if absenden(formular, "Rolle und Stelle speichern"):
            save(
                formular,
                lambda by, _: services.change_zuordnung(
                    default_engine(),
                    nutzer_id=konto.id,
                    rolle=felder.gewaehlt("Rolle", rolle),
                    stelle_id=stelle_id,
                    version=formular.version,
                    by=by,
                ),
                "Rolle und Stelle sind gespeichert.",
                Seiten(NAMEN, {"rolle": rolle, "stelle_id": stelle_id}, lambda _, wert: _in_worten(stellen, wert)),
            )
    with st.container(horizontal=True):
        if st.button("Neues Einmalkennwort"):
            _do("Das alte Kennwort gilt nicht mehr.", lambda: _zuruecksetzen(konto, akteur))
        if st.button("Deaktivieren" if konto.aktiv else "Wieder aktivieren"):
            _do(
                f"{konto.name} ist {'deaktiviert' if konto.aktiv else 'wieder aktiv'}.",
                lambda: _umschalten(konto, akteur),
            )
        if gesperrt and st.button("Sperre aufheben"):
            _do(f"{konto.name} kann sich wieder anmelden.", lambda: _freigeben(konto, akteur))


def show_adressen(anzahl: int, akteur: Akteur) -> None:
    """One office often shares one address; then all of it is locked out."""
    if not anzahl:
        return
    st.warning(f"Nach vielen Fehlversuchen gesperrte Adressen: {anzahl}.")
    if st.button("Sperre der Adressen aufheben"):
        engine = default_engine()
        _do("Alle Adressen sind frei.", lambda: services.release_adressen(engine, jetzt=jetzt(), by=akteur))


def _zuordnung(formular: Formular, stellen: dict[int, str]) -> tuple[NutzerRolle | None, int | None]:
    rolle = felder.auswahl(formular, "rolle", "Rolle", ROLLEN)
    return rolle, felder.auswahl(formular, "stelle", "Stelle", stellen, leer="keine Stelle")


def _in_worten(stellen: dict[int, str], wert: object) -> str:
    return stellen.get(wert, "–") if isinstance(wert, int) else in_worten(wert)


def _zuruecksetzen(konto: Konto, akteur: Akteur) -> services.NeuerZugang:
    return services.reset_kennwort(default_engine(), nutzer_id=konto.id, by=akteur)


def _umschalten(konto: Konto, akteur: Akteur) -> int:
    switch = services.deactivate_nutzer if konto.aktiv else services.activate_nutzer
    return switch(default_engine(), nutzer_id=konto.id, version=konto.version, by=akteur)


def _freigeben(konto: Konto, akteur: Akteur) -> None:
    services.release_sperre(default_engine(), nutzer_id=konto.id, jetzt=jetzt(), by=akteur)


def _do(meldung: str, run: Callable[[], object], formular: Formular | None = None) -> None:
    """Runs a use case; a refusal stays where it happened, with everything that was typed."""
    try:
        result = run()
    except (RegelVerletzt, SpeichernFehlgeschlagen) as error:
        st.error(plain(str(error)))
        return
    st.session_state[MELDUNG] = meldung
    if formular:
        forget(formular)
    if isinstance(result, services.NeuerZugang):
        st.session_state[ZUGANG] = result
    st.rerun()
