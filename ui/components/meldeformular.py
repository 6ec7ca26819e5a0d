"""The short form for a report, in place on the card of its measure. Only the address says that it is open.

No st.form: the Begründung has to appear with the choice that asks for it, and a draft is kept field by field.
What is typed survives a new login (persist_state) and a reload (draft in SQL).
"""

from dataclasses import asdict, replace
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from db.engine import default_engine
from db.vocabulary import Hemmnis, Umsetzungsstand
from ilm_data.queries.aufgaben import Aufgabe
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur
from ilm_data.rules.umsetzungsstand import NEEDS_REASON, ORDER, TRANSITIONS
from ilm_data.services.meldungen import report_sachstand, undo_sachstand
from ui.components import entwurf, html
from ui.components.handlung import fehler_at, forget_fehler, perform, plain, read_tag
from ui.components.html import tag, text
from ui.components.meldeeingabe import Eingabe, forget_eingabe, key_of, member_of, read_eingabe, write_eingabe
from ui.components.meldekonflikt import show_konflikt
from ui.formate import datum
from ui.kontext import Kontext

PARAM = "melden"
HINWEIS = "Bitte keine Angaben zu einzelnen Personen."
NUR_INTERN = (
    "Intern: lesen nur Leitung, Koordination und die beteiligten Stellen. Erscheint auf keiner öffentlichen Seite."
)


def is_open(aufgabe: Aufgabe) -> bool:
    return st.query_params.get(PARAM) in (aufgabe.zeile.schluessel, *aufgabe.auch)


def open_formular(schluessel: str) -> None:
    """Opens the form of one measure; another one that was open closes and keeps its text."""
    forget_fehler()
    st.query_params[PARAM] = schluessel


def show_formular(aufgabe: Aufgabe, akteur: Akteur, kontext: Kontext) -> None:
    """The fields, then what went wrong, right above the buttons that were pressed."""
    ort = aufgabe.massnahme_id
    _begin(aufgabe, akteur, kontext)
    _show_felder(aufgabe, akteur)
    fehler = fehler_at(ort)
    if fehler and fehler.konflikt:
        retry = partial(_melden, ort, akteur, fehler.konflikt.gespeichert.marke)
        show_konflikt(fehler.konflikt, read_eingabe(ort), ort, retry, partial(_verwerfen, ort, akteur))
        return
    if fehler:
        st.error(plain(fehler.satz))
    with st.container(horizontal=True, key=f"absenden_{ort}"):
        st.button("Melden", type="primary", key=f"melden_jetzt_{ort}", on_click=_melden, args=(ort, akteur))
        st.button("Verwerfen", key=f"verwerfen_{ort}", on_click=_verwerfen, args=(ort, akteur))


def _begin(aufgabe: Aufgabe, akteur: Akteur, kontext: Kontext) -> None:
    """Fills the form once when it opens: from the draft, else with what is known already."""
    ort, meldung = aufgabe.massnahme_id, aufgabe.zeile.meldung
    if _gesehen(ort) in st.session_state:
        return
    stand, hemmnis = aufgabe.zeile.lage.umsetzungsstand, meldung.hemmnis
    known = Eingabe(
        umsetzungsstand=stand.value if stand in TRANSITIONS[stand] else "",
        hemmnis=hemmnis.value if hemmnis else "",
        stand_am=datum(kontext.heute),
    )
    kept = entwurf.load(akteur, _formular(ort))
    typed = {feld: str(wert) for feld, wert in kept.items() if feld in asdict(known)}
    write_eingabe(ort, replace(known, **typed))
    # Built on this report: who finds a newer one when saving is told.
    st.session_state[_gesehen(ort)] = kept.get("gesehen_id", aufgabe.sachstand_id)


def _show_felder(aufgabe: Aufgabe, akteur: Akteur) -> None:
    ort = aufgabe.massnahme_id
    shared: dict[str, Any] = {"on_change": _keep, "args": (ort, akteur), "persist_state": "session"}
    allowed = [stand for stand in ORDER if stand in TRANSITIONS[aufgabe.zeile.lage.umsetzungsstand]]
    chosen = st.radio(
        "Umsetzungsstand",
        [stand.value for stand in allowed],
        format_func={stand.value: stand.label for stand in allowed}.__getitem__,
        captions=[stand.definition for stand in allowed],
        index=None,
        key=key_of(ort, "umsetzungsstand"),
        **shared,
    )
    if chosen in NEEDS_REASON:
        st.text_area("Begründung (öffentlich)", key=key_of(ort, "begruendung"), height=80, **shared)
    st.text_area(
        f"Was wurde getan? Bericht für den Beirat (öffentlich). {HINWEIS}", key=key_of(ort, "bericht"), **shared
    )
    _show_schritt(ort, aufgabe, shared)
    _show_hemmnis(ort, shared)


def _show_schritt(ort: int, aufgabe: Aufgabe, shared: dict[str, Any]) -> None:
    zuletzt = aufgabe.zeile.meldung.naechster_schritt
    left, middle, right = st.columns([4, 1.5, 1.5])
    left.text_input("Nächster Schritt (öffentlich)", key=key_of(ort, "naechster_schritt"), **shared)
    middle.text_input("bis", key=key_of(ort, "naechster_schritt_am"), placeholder="TT.MM.JJJJ", **shared)
    right.text_input("Stand am", key=key_of(ort, "stand_am"), placeholder="TT.MM.JJJJ", **shared)
    if zuletzt:
        html.show(tag("p", text(f"Zuletzt gemeldet als nächster Schritt: {zuletzt}"), cls="klein"))


def _show_hemmnis(ort: int, shared: dict[str, Any]) -> None:
    """The category is public; its text and the note are not."""
    st.selectbox(
        "Hemmnis (öffentlich)",
        [hemmnis.value for hemmnis in Hemmnis],
        index=None,
        format_func={hemmnis.value: hemmnis.label for hemmnis in Hemmnis}.__getitem__,
        placeholder="kein Hemmnis",
        key=key_of(ort, "hemmnis"),
        **shared,
    )
    with st.container(border=True, key=f"intern_{ort}"):
        html.show(tag("p", text(f"{NUR_INTERN} {HINWEIS}"), cls="klein"))
        st.text_area("Erläuterung zum Hemmnis (intern)", key=key_of(ort, "hemmnis_text"), height=80, **shared)
        st.text_area("Interner Vermerk", key=key_of(ort, "intern"), height=80, **shared)


def _melden(ort: int, akteur: Akteur, *marke: int | None) -> None:
    """Saves; `marke` is the newer report one has seen and reports beside."""
    eingabe = read_eingabe(ort)
    gesehen_id = marke[0] if marke else st.session_state.get(_gesehen(ort))
    if perform(ort, partial(_report, ort, eingabe, gesehen_id), "Sachstand gemeldet.", _undo):
        _close(ort, akteur)
    elif marke:
        st.session_state[_gesehen(ort)] = gesehen_id


def _report(ort: int, eingabe: Eingabe, gesehen_id: int | None, by: Akteur, heute: date) -> int:
    stand = member_of(Umsetzungsstand, eingabe.umsetzungsstand)
    if stand is None:
        raise RegelVerletzt("Bitte wählen Sie den Umsetzungsstand.")
    return report_sachstand(
        default_engine(),
        massnahme_id=ort,
        stand_am=read_tag(eingabe.stand_am, "Stand am") or heute,
        umsetzungsstand=stand,
        # The field is shown for some states only; what is not to be seen is not reported.
        begruendung=eingabe.begruendung if stand in NEEDS_REASON else "",
        bericht=eingabe.bericht,
        intern=eingabe.intern,
        hemmnis=member_of(Hemmnis, eingabe.hemmnis),
        hemmnis_text=eingabe.hemmnis_text,
        naechster_schritt=eingabe.naechster_schritt,
        naechster_schritt_am=read_tag(eingabe.naechster_schritt_am, "Nächster Schritt bis"),
        gesehen_id=gesehen_id,
        heute=heute,
        by=by,
    )


def _undo(id_: int, by: Akteur, heute: date) -> int:
    return undo_sachstand(default_engine(), sachstand_id=id_, heute=heute, by=by)


def _keep(ort: int, akteur: Akteur) -> None:
    """Saves the draft whenever a field has changed."""
    entwurf.save(
        akteur, _formular(ort), asdict(read_eingabe(ort)) | {"gesehen_id": st.session_state.get(_gesehen(ort))}
    )


def _verwerfen(ort: int, akteur: Akteur) -> None:
    forget_fehler()
    _close(ort, akteur)


def _close(ort: int, akteur: Akteur) -> None:
    forget_eingabe(ort)
    st.session_state.pop(_gesehen(ort), None)
    st.query_params.pop(PARAM, None)
    entwurf.delete(akteur, _formular(ort))


def _gesehen(ort: int) -> str:
    return f"sachstand_{ort}_gesehen"


def _formular(ort: int) -> str:
    return f"sachstand-{ort}"
