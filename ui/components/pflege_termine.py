"""Termine on the coordinator's page: as written, as read, what was read before; confirm, correct, add."""

from dataclasses import asdict

import streamlit as st

from db.engine import default_engine
from db.vocabulary import Deutungsstatus, TerminArt
from ilm_data.queries.pflege_formen import Lesart, MassnahmePflege, TerminPflege
from ilm_data.rules.deutung import Deutung
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.services import termine as services
from ui.components import html
from ui.components import pflege_felder as felder
from ui.components.handlung import plain
from ui.components.html import tag, text
from ui.components.pflege_deutung import Lesen, choose_art, felder_of, show_felder, show_vorschlaege
from ui.components.pflege_formular import Formular, Seiten, absenden, click, in_worten, kasten, open_formular, save
from ui.deutungen import describe
from ui.formate import datum

NAMEN = {
    "art": "Art",
    "bezeichnung": "Was ist zu tun?",
    "von": "Von",
    "bis": "Bis",
    "genauigkeit": "Genauigkeit",
    "periode_monate": "Abstand in Monaten",
    "anker_monat": "Monat",
    "anker_tag": "Tag",
    "quote_min": "Mindestens",
    "quote_max": "Höchstens",
}


def show_termine(m: MassnahmePflege, heute_text: str) -> None:
    for termin in m.termine:
        with st.container(border=True, key=f"termin_karte_{termin.wurzel_id}"):
            html.show(termin_html(termin))
            show_bestaetigen(termin)
            _show_korrigieren(termin, heute_text)
    if not m.termine:
        html.show(tag("p", text("Zu dieser Maßnahme ist kein Termin erfasst.")))
    _show_neu(m, heute_text)


def termin_html(t: TerminPflege) -> str:
    """Wording, reading, status; earlier readings crossed out with the reason."""
    status = Deutungsstatus.BESTAETIGT if t.bestaetigt else Deutungsstatus.ANGENOMMEN
    zeichen = "✓" if t.bestaetigt else "◇"
    teil = tag("p", text(f"Teil {t.teil}"), cls="klein") if t.teil else ""
    ab = f", gilt ab {datum(t.gilt_ab)}" if t.gilt_ab else ""
    wortlaut = tag("p", tag("q", text(t.wortlaut)), tag("span", text(f" {t.fundort.label}"), cls="klein"))
    lesart = tag("p", text(f"Gelesen als: {describe(t.deutung)} ({zeichen} {status.label}{ab})"))
    hinweis = tag("p", text(t.hinweis), cls="klein") if t.hinweis else ""
    frueher = (_frueher(lesart_) for lesart_ in t.frueher)
    return tag("div", teil, wortlaut, lesart, hinweis, *frueher, cls="eng")


def _frueher(alt: Lesart) -> str:
    bis = f" bis {datum(alt.abgeloest_am)}" if alt.abgeloest_am else ""
    return tag("p", tag("s", text(describe(alt.deutung))), text(f"{bis} – abgelöst, weil: {alt.grund}"), cls="klein")


def show_bestaetigen(t: TerminPflege) -> None:
    """One click; nothing to see once it is done."""
    if t.bestaetigt:
        return
    click(
        f"termin_ok_{t.id}_{t.version}",
        "Lesart bestätigen",
        lambda by, heute: services.confirm_termin(
            default_engine(), termin_id=t.id, version=t.version, heute=heute, by=by
        ),
        f"Bestätigt: {describe(t.deutung)}.",
    )


def _show_korrigieren(t: TerminPflege, heute_text: str) -> None:
    anfang = felder_of(t.deutung) | {"gilt_ab": heute_text, "grund": ""}
    formular = open_formular(f"termin_{t.wurzel_id}", anfang, t.id, t.version)
    with kasten(formular, "Lesart korrigieren") as formular:
        _show_lesung(formular, t.wortlaut)
        art = choose_art(formular)
        lesen = show_felder(formular, art)
        gilt_ab = felder.tag_feld(formular, "gilt_ab", "Diese Lesart gilt ab")
        grund = felder.zeile(formular, "grund", "Grund der Korrektur (öffentlich)")
        if absenden(formular, "Korrektur speichern", primary=True):
            _save_korrektur(formular, lesen, gilt_ab, grund)


def _save_korrektur(formular: Formular, lesen: Lesen, gilt_ab: str, grund: str) -> None:
    save(
        formular,
        lambda by, heute: services.correct_termin(
            default_engine(),
            termin_id=formular.row_id,
            deutung=lesen(),
            grund=grund,
            gilt_ab=felder.pflichttag("Gilt ab", gilt_ab),
            version=formular.version,
            heute=heute,
            by=by,
        ),
        "Die Lesart ist korrigiert. Die frühere bleibt sichtbar.",
        Seiten(NAMEN, _eingabe(lesen)),
    )


def _eingabe(lesen: Lesen) -> dict[str, object]:
    """For the conflict; what cannot be read is told by the save itself."""
    try:
        return asdict(lesen())
    except RegelVerletzt:
        return asdict(Deutung(TerminArt.OFFEN))


def _show_lesung(formular: Formular, wortlaut: str) -> None:
    """The parser's proposal for a wording, if it can be read."""
    if not wortlaut.strip():
        return
    try:
        lesung = services.read_wortlaut(wortlaut=wortlaut)
    except RegelVerletzt as error:
        st.error(plain(str(error)))
        return
    if not lesung.deutungen:
        html.show(tag("p", text("Aus diesem Wortlaut lässt sich nichts ablesen."), cls="klein"))
    show_vorschlaege(formular, lesung.deutungen)


def _show_neu(m: MassnahmePflege, heute_text: str) -> None:
    anfang = felder_of(Deutung(TerminArt.EINMALIG)) | {"wortlaut": "", "teil": None, "gilt_ab": heute_text}
    formular = open_formular(f"termin_neu_{m.id}", anfang)
    with kasten(formular, "Termin hinzufügen, der nicht im Konzept steht") as formular:
        wortlaut = felder.zeile(formular, "wortlaut", "Wortlaut", hilfe="Zum Beispiel: jährlich im September ab 2027")
        _show_lesung(formular, wortlaut)
        art = choose_art(formular)
        teile = {teil.id: f"{teil.nr} {teil.titel}" for teil in m.teile}
        teil_id = felder.auswahl(formular, "teil", "Gehört zu Teil", teile, leer="der ganzen Maßnahme")
        lesen = show_felder(formular, art)
        gilt_ab = felder.tag_feld(formular, "gilt_ab", "Der Termin gilt ab")
        if absenden(formular, "Termin hinzufügen", primary=True):
            save(
                formular,
                lambda by, heute: services.add_termin(
                    default_engine(),
                    massnahme_id=m.id,
                    wortlaut=wortlaut,
                    deutung=lesen(),
                    gilt_ab=felder.pflichttag("Gilt ab", gilt_ab),
                    teil_id=teil_id,
                    heute=heute,
                    by=by,
                ),
                f"Der Termin „{in_worten(wortlaut)}“ ist hinzugefügt.",
            )
