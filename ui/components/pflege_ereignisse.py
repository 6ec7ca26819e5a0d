"""Events: the form for a new one, the list, and the form for one of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from db.engine import default_engine
from db.vocabulary import EreignisStatus
from ilm_data.queries.pflege_formen import EreignisPflege, MassnahmeKurz
from ilm_data.rules.rechte import Akteur
from ilm_data.services import ereignisse as services
from ilm_data.services.ereignisse import EreignisEingabe
from ui.components import html
from ui.components import pflege_felder as felder
from ui.components.html import tag, text
from ui.components.marken import marke
from ui.components.pflege_formular import Formular, Seiten, absenden, click, in_worten, kasten, open_formular, save
from ui.components.pflege_wahl import choose
from ui.components.seiten import one_seite
from ui.formate import datum
from ui.navigation import PFLEGE_EREIGNISSE

STATUS = {status: status.label for status in EreignisStatus}
KOPF = ("Wann", "Ereignis", "Ort", "Status", "Teilnehmende", "Maßnahmen")
NAMEN = {
    "titel": "Titel",
    "beginn_am": "Beginn",
    "ende_am": "Ende",
    "ort": "Ort",
    "status": "Status",
    "teilnehmende": "Teilnehmende",
    "massnahme_ids": "Maßnahmen",
}


@dataclass(frozen=True)
class Auswahl:
    """What an event can be linked to: measures the actor has the right on, and their recurring Termine."""

    massnahmen: Mapping[int, str]
    rhythmen: Mapping[int, tuple[int, str]]

    def termine(self, behalten: int | None) -> dict[int, str]:
        """Termine of these measures; `behalten` is one that has been read anew since."""
        found = {
            id_: f"{self.massnahmen[m]}: {name}" for id_, (m, name) in self.rhythmen.items() if m in self.massnahmen
        }
        return found | ({behalten: "bisheriger Termin"} if behalten and behalten not in found else {})


def make_auswahl(massnahmen: Sequence[MassnahmeKurz], rhythmen: Mapping[int, tuple[int, str]]) -> Auswahl:
    return Auswahl({m.id: m.label for m in massnahmen}, rhythmen)


def show_neues_ereignis(auswahl: Auswahl, akteur: Akteur) -> None:
    """`akteur` is named as the organising Stelle by default."""
    leer = {"titel": "", "beginn": "", "ende": "", "ort": "", "status": EreignisStatus.GEPLANT}
    formular = open_formular("ereignis_neu", leer | {"teilnehmende": "", "massnahmen": [], "termin": None})
    with kasten(formular, "Ereignis erfassen") as formular:
        lesen = _felder(formular, auswahl, akteur.stelle_id, None)
        if absenden(formular, "Ereignis erfassen", primary=True):
            save(
                formular,
                lambda by, heute: services.add_ereignis(default_engine(), eingabe=lesen(), heute=heute, by=by),
                "Das Ereignis ist erfasst.",
            )


def choose_ereignis(ereignisse: Sequence[EreignisPflege]) -> EreignisPflege | None:
    """Only those the actor may edit."""
    by_id = {str(e.id): e for e in ereignisse if e.darf_bearbeiten}
    namen = {id_: f"{datum(e.beginn_am)} {e.titel}" for id_, e in by_id.items()}
    chosen = choose(PFLEGE_EREIGNISSE, "ereignis", "Ereignis bearbeiten", namen, "Anderes Ereignis bearbeiten")
    return by_id.get(chosen)


def show_ereignis(e: EreignisPflege, auswahl: Auswahl) -> None:
    formular = open_formular(f"ereignis_{e.id}", _anfang(e), e.id, e.version)
    with kasten(formular) as formular:
        lesen = _felder(formular, auswahl, e.stelle_id, e.termin_id)
        if absenden(formular, "Ereignis speichern", primary=True):
            save(
                formular,
                lambda by, heute: services.edit_ereignis(
                    default_engine(), ereignis_id=e.id, eingabe=lesen(), version=formular.version, heute=heute, by=by
                ),
                "Das Ereignis ist gespeichert.",
                Seiten(NAMEN, _getippt(formular), lambda feld, wert: _in_worten(auswahl, feld, wert)),
            )
    if e.status is EreignisStatus.GEPLANT:
        click(
            f"ereignis_absagen_{e.id}_{e.version}",
            "Ereignis absagen",
            lambda by, heute: services.cancel_ereignis(
                default_engine(), ereignis_id=e.id, version=e.version, heute=heute, by=by
            ),
            f"Abgesagt: {e.titel}.",
        )


def _anfang(e: EreignisPflege) -> dict[str, object]:
    return {
        "titel": e.titel,
        "beginn": datum(e.beginn_am),
        "ende": datum(e.ende_am) if e.ende_am != e.beginn_am else "",
        "ort": e.ort,
        "status": e.status,
        "teilnehmende": "" if e.teilnehmende is None else str(e.teilnehmende),
        "massnahmen": list(e.massnahme_ids),
        "termin": e.termin_id,
    }


def _felder(
    formular: Formular, auswahl: Auswahl, stelle_id: int | None, termin_id: int | None
) -> Callable[[], EreignisEingabe]:
    """Draws the fields; the result reads them and raises RegelVerletzt for what cannot be read."""
    titel = felder.zeile(formular, "titel", "Titel")
    massnahmen = felder.mehrere(formular, "massnahmen", "Gehört zu den Maßnahmen", auswahl.massnahmen)
    termine = auswahl.termine(termin_id)
    termin = felder.auswahl(formular, "termin", "Erfüllt den Termin (freiwillig)", termine, leer="keinen")
    links, rechts = st.columns(2)
    with links:
        beginn = felder.tag_feld(formular, "beginn", "Beginn")
        status = felder.auswahl(formular, "status", "Status", STATUS)
        ort = felder.zeile(formular, "ort", "Ort (freiwillig)")
    with rechts:
        ende = felder.tag_feld(formular, "ende", "Ende (leer: am selben Tag)")
        teilnehmende = felder.zeile(formular, "teilnehmende", "Teilnehmende (nur die Zahl, freiwillig)")
    return lambda: EreignisEingabe(
        titel=titel,
        beginn_am=felder.pflichttag("Beginn", beginn),
        ende_am=felder.tag_oder_leer("Ende", ende) or felder.pflichttag("Beginn", beginn),
        status=felder.gewaehlt("Status", status),
        massnahme_ids=tuple(massnahmen),
        ort=ort,
        stelle_id=stelle_id,
        teilnehmende=felder.zahl_oder_leer("Teilnehmende", teilnehmende),
        termin_id=termin,
    )


def _getippt(formular: Formular) -> dict[str, object]:
    state = st.session_state
    pairs = {"beginn_am": "beginn", "ende_am": "ende", "massnahme_ids": "massnahmen"}
    return {name: state.get(formular.field(pairs.get(name, name))) for name in NAMEN}


def _in_worten(auswahl: Auswahl, feld: str, wert: object) -> str:
    if feld == "massnahme_ids" and isinstance(wert, list):
        return "; ".join(auswahl.massnahmen.get(id_, "andere Maßnahme").split(" ")[0] for id_ in wert)
    return in_worten(wert)


def show_liste(ereignisse: Sequence[EreignisPflege], titel: Mapping[int, str]) -> None:
    """All events, newest first; `titel` names the measures."""
    if not ereignisse:
        html.show(tag("p", text("Es ist noch kein Ereignis erfasst.")))
        return
    gezeigt = one_seite(ereignisse, "seite", "Seite der Ereignisse")
    html.show(html.table(KOPF, [_zeile(e, titel) for e in gezeigt], caption="Ereignisse"))


def _zeile(e: EreignisPflege, titel: Mapping[int, str]) -> list[str]:
    wann = datum(e.beginn_am) if e.beginn_am == e.ende_am else f"{datum(e.beginn_am)} – {datum(e.ende_am)}"
    massnahmen = ", ".join(titel.get(id_, "") for id_ in e.massnahme_ids)
    anzahl = "–" if e.teilnehmende is None else str(e.teilnehmende)
    return [text(wann), text(e.titel), text(e.ort or "–"), marke(e.status), text(anzahl), text(massnahmen)]
