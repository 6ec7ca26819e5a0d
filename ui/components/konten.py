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
from ui.components import html
from ui.components.html import tag, text

ROLLEN = {rolle: rolle.label for rolle in NutzerRolle}
MELDUNG, ZUGANG = "konten_meldung", "konten_zugang"
KOPF = ("Name", "Anzeigename", "Rolle", "Stelle", "Zustand", "Letzte Anmeldung")


def show_meldung() -> None:
    """What the last click did, once; a one-time password is shown here and nowhere else."""
    meldung = st.session_state.pop(MELDUNG, "")
    if meldung:
        st.success(meldung)
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
    with st.expander("Konto anlegen"), st.form("konto_neu"):
        name = st.text_input(
            "Anmeldename", key="neu_name", persist_state="session", max_chars=60, help="Zum Beispiel m.beispiel"
        )
        anzeigename = st.text_input("Anzeigename", key="neu_anzeigename", persist_state="session", max_chars=80)
        rolle = _rolle("neu_rolle", NutzerRolle.FACHAMT)
        stelle_id = _stelle("neu_stelle", stellen, None)
        if st.form_submit_button("Konto anlegen", type="primary"):
            _do(
                "Das Konto ist angelegt.",
                lambda: services.create_nutzer(
                    default_engine(), name=name, anzeigename=anzeigename, rolle=rolle, stelle_id=stelle_id, by=akteur
                ),
            )


def show_konto(konto: Konto, stellen: dict[int, str], gesperrt: bool, akteur: Akteur) -> None:
    """Role and Stelle in a form, the rest as buttons. Each ends all sessions of the account."""
    html.show(tag("p", text(f"Jede Änderung beendet alle Sitzungen von {konto.anzeigename}."), cls="klein"))
    with st.form(f"konto_{konto.id}"):
        rolle = _rolle(f"rolle_{konto.id}_{konto.version}", konto.rolle)
        stelle_id = _stelle(f"stelle_{konto.id}_{konto.version}", stellen, konto.stelle_id)
        if st.form_submit_button("Rolle und Stelle speichern"):
            _do("Rolle und Stelle sind gespeichert.", lambda: _zuordnen(konto, rolle, stelle_id, akteur))
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


def _rolle(key: str, rolle: NutzerRolle) -> NutzerRolle:
    rollen = list(NutzerRolle)
    chosen = st.selectbox("Rolle", rollen, index=rollen.index(rolle), format_func=ROLLEN.__getitem__, key=key)
    return chosen or rolle


def _stelle(key: str, stellen: dict[int, str], stelle_id: int | None) -> int | None:
    ids = list(stellen)
    index = ids.index(stelle_id) if stelle_id in stellen else None
    return st.selectbox(
        "Stelle", ids, index=index, format_func=stellen.__getitem__, key=key, placeholder="keine Stelle"
    )


def _zuordnen(konto: Konto, rolle: NutzerRolle, stelle_id: int | None, akteur: Akteur) -> int:
    return services.change_zuordnung(
        default_engine(), nutzer_id=konto.id, rolle=rolle, stelle_id=stelle_id, version=konto.version, by=akteur
    )


def _zuruecksetzen(konto: Konto, akteur: Akteur) -> services.NeuerZugang:
    return services.reset_kennwort(default_engine(), nutzer_id=konto.id, by=akteur)


def _umschalten(konto: Konto, akteur: Akteur) -> int:
    switch = services.deactivate_nutzer if konto.aktiv else services.activate_nutzer
    return switch(default_engine(), nutzer_id=konto.id, version=konto.version, by=akteur)


def _freigeben(konto: Konto, akteur: Akteur) -> None:
    services.release_sperre(default_engine(), nutzer_id=konto.id, jetzt=jetzt(), by=akteur)


def _do(meldung: str, run: Callable[[], object]) -> None:
    """Runs a use case; a refusal stays where it happened, with everything that was typed."""
    try:
        result = run()
    except (RegelVerletzt, SpeichernFehlgeschlagen) as error:
        st.error(str(error))
        return
    st.session_state[MELDUNG] = meldung
    if isinstance(result, services.NeuerZugang):
        st.session_state[ZUGANG] = result
        for key in ("neu_name", "neu_anzeigename", "neu_rolle", "neu_stelle"):
            st.session_state.pop(key, None)
    st.rerun()
