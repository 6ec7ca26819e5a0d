"""Targets of an indicator: a limit or a band, from which day it holds, and where that is written."""

import streamlit as st

from db.engine import default_engine
from db.vocabulary import IndikatorRichtung
from ilm_data.queries.indikator_pflege import IndikatorPflege, ZielPflege
from ilm_data.services.indikatorpflege import add_ziel, drop_ziel, edit_ziel
from ui.components import html
from ui.components import pflege_felder as felder
from ui.components.html import tag, text
from ui.components.pflege_formular import Formular, Seiten, absenden, click, kasten, open_formular, save
from ui.components.zahlfeld import as_eingabe, read_feld, zahlfeld
from ui.formate import datum

NAMEN = {"untergrenze": "Mindestens", "obergrenze": "Höchstens", "gilt_am": "Gilt ab", "beleg": "Beleg"}
LEER = {"untergrenze": "", "obergrenze": "", "gilt_am": "", "beleg": ""}


def show_ziele(pflege: IndikatorPflege) -> None:
    html.show(tag("h3", text("Ziele")))
    if pflege.info.richtung is IndikatorRichtung.KONTEXT:
        satz = "Dieser Indikator beschreibt nur den Rahmen. Er wird nie bewertet und hat kein Ziel."
        html.show(tag("p", text(satz)))
        return
    satz = "Ein Ziel braucht einen Beleg (Beschluss, Konzept, Vereinbarung). Ohne Ziel wird nichts bewertet."
    html.show(tag("p", text(satz), cls="klein"))
    for ziel in pflege.ziele:
        _show_ziel(pflege, ziel)
    _show_neues(pflege)


def _show_ziel(pflege: IndikatorPflege, z: ZielPflege) -> None:
    anfang = {
        "untergrenze": as_eingabe(z.untergrenze),
        "obergrenze": as_eingabe(z.obergrenze),
        "gilt_am": datum(z.gilt_am),
        "beleg": z.beleg,
    }
    formular = open_formular(f"ziel_{z.id}", anfang, z.id, z.version)
    with kasten(formular, f"Ziel ab {datum(z.gilt_am)} ändern") as formular:
        eingabe = _felder(formular, pflege)
        if absenden(formular, "Ziel speichern", primary=True):
            save(
                formular,
                lambda by, heute: edit_ziel(
                    default_engine(),
                    ziel_id=z.id,
                    untergrenze=read_feld("Mindestens", eingabe["untergrenze"], pflege.info.mass),
                    obergrenze=read_feld("Höchstens", eingabe["obergrenze"], pflege.info.mass),
                    gilt_am=felder.pflichttag("Gilt ab", eingabe["gilt_am"]),
                    beleg=eingabe["beleg"],
                    version=formular.version,
                    heute=heute,
                    by=by,
                ),
                "Das Ziel ist gespeichert.",
                Seiten(NAMEN, eingabe),
            )
        click(
            f"ziel_weg_{z.id}",
            "Ziel entfernen",
            lambda by, heute: drop_ziel(default_engine(), ziel_id=z.id, version=z.version, heute=heute, by=by),
            "Das Ziel ist entfernt. Im Protokoll bleibt es stehen.",
        )


def _show_neues(pflege: IndikatorPflege) -> None:
    formular = open_formular(f"ziel_neu_{pflege.info.kennung}", LEER)
    with kasten(formular, "Ziel eintragen") as formular:
        eingabe = _felder(formular, pflege)
        if absenden(formular, "Ziel eintragen", primary=True):
            save(
                formular,
                lambda by, heute: add_ziel(
                    default_engine(),
                    indikator_id=pflege.info.id,
                    untergrenze=read_feld("Mindestens", eingabe["untergrenze"], pflege.info.mass),
                    obergrenze=read_feld("Höchstens", eingabe["obergrenze"], pflege.info.mass),
                    gilt_am=felder.pflichttag("Gilt ab", eingabe["gilt_am"]),
                    beleg=eingabe["beleg"],
                    heute=heute,
                    by=by,
                ),
                "Das Ziel ist eingetragen.",
            )


def _felder(formular: Formular, pflege: IndikatorPflege) -> dict[str, str]:
    einheit = pflege.info.mass.einheit
    links, rechts = st.columns(2)
    with links:
        unten = zahlfeld(formular, "untergrenze", f"Mindestens ({einheit})", pflege.info.mass)
        oben = zahlfeld(formular, "obergrenze", f"Höchstens ({einheit})", pflege.info.mass)
    with rechts:
        gilt_am = felder.tag_feld(formular, "gilt_am", "Gilt ab (Tag, an dem das Ziel erreicht sein soll)")
        beleg = felder.zeile(formular, "beleg", "Beleg", hilfe="Zum Beispiel: Beschluss des Kreistags vom 01.03.2026")
    return {"untergrenze": unten, "obergrenze": oben, "gilt_am": gilt_am, "beleg": beleg}
