"""Stellen on the coordinator's page: which one, what is known of it, and what can be done with it."""

from collections.abc import Mapping, Sequence
from datetime import date

from db.engine import default_engine
from db.vocabulary import StelleArt
from ilm_data.queries.pflege_formen import StellePflege
from ilm_data.services import stellen as services
from ui.components import html
from ui.components import pflege_felder as felder
from ui.components.html import tag, text
from ui.components.pflege_formular import Formular, Seiten, absenden, kasten, open_formular, save
from ui.components.pflege_nachfolge import show_nachfolge
from ui.components.pflege_wahl import choose
from ui.formate import datum
from ui.navigation import PFLEGE_STELLEN

ARTEN = {art: art.label for art in StelleArt}


def choose_stelle(stellen: Sequence[StellePflege]) -> StellePflege | None:
    """From the address, else from the list; former ones say so."""
    by_kennung = {s.kennung: s for s in stellen}
    namen = {s.kennung: _label(s) for s in stellen}
    return by_kennung.get(choose(PFLEGE_STELLEN, "stelle", "Stelle bearbeiten", namen, "Andere Stelle bearbeiten"))


def namen_of(stellen: Sequence[StellePflege], heute: date) -> dict[int, str]:
    """What a form offers: Stellen that have not ended."""
    return {s.id: s.name for s in stellen if s.gilt_bis is None or s.gilt_bis >= heute}


def _label(s: StellePflege) -> str:
    return f"{s.name} (bis {datum(s.gilt_bis)})" if s.gilt_bis else s.name


def show_stelle(s: StellePflege, stellen: Sequence[StellePflege], heute: date) -> None:
    alle = {other.id: other.name for other in stellen}
    andere = {id_: name for id_, name in namen_of(stellen, heute).items() if id_ != s.id}
    html.show(_kopf(s, alle))
    _show_name(s)
    _show_alias(s)
    _show_eltern(s, andere, alle)
    show_nachfolge(s, andere)


def _kopf(s: StellePflege, alle: Mapping[int, str]) -> str:
    eltern = f"gehört zu {alle[s.eltern_id]}" if s.eltern_id else "gehört zu keiner anderen Stelle"
    zeit = (f"ab {datum(s.gilt_von)} " if s.gilt_von else "") + (f"bis {datum(s.gilt_bis)}" if s.gilt_bis else "")
    nachfolger = f"Nachfolge: {alle[s.nachfolger_id]}" if s.nachfolger_id else ""
    zustaendig = f"{s.zustaendigkeiten} Zuständigkeiten heute"
    teile = (s.art.label, eltern, zeit.strip(), nachfolger, zustaendig)
    auch = f"Auch bekannt als: {'; '.join(s.aliase)}" if s.aliase else "Keine weiteren Schreibweisen"
    satz = " · ".join(teil for teil in teile if teil)
    return tag("h2", text(s.name)) + tag("p", text(satz)) + tag("p", text(auch), cls="klein")


def _show_name(s: StellePflege) -> None:
    formular = open_formular(f"stelle_{s.id}", {"name": s.name, "kurz": s.kurz}, s.id, s.version)
    with kasten(formular) as formular:
        name = felder.zeile(formular, "name", "Name", hilfe="Der bisherige Name bleibt als Schreibweise erhalten.")
        kurz = felder.zeile(formular, "kurz", "Kurzname (freiwillig)")
        if absenden(formular, "Umbenennen"):
            save(
                formular,
                lambda by, heute: services.rename_stelle(
                    default_engine(),
                    stelle_id=s.id,
                    name=name,
                    kurz=kurz,
                    version=formular.version,
                    heute=heute,
                    by=by,
                ),
                "Der Name ist gespeichert.",
                Seiten({"name": "Name", "kurz": "Kurzname"}, {"name": name, "kurz": kurz}),
            )


def _show_alias(s: StellePflege) -> None:
    formular = open_formular(f"alias_{s.id}", {"text": ""})
    with kasten(formular) as formular:
        schreibweise = felder.zeile(formular, "text", "Weitere Schreibweise")
        if absenden(formular, "Schreibweise hinzufügen"):
            save(
                formular,
                lambda by, heute: services.add_alias(
                    default_engine(), stelle_id=s.id, schreibweise=schreibweise, heute=heute, by=by
                ),
                "Die Schreibweise ist hinzugefügt.",
            )


def _show_eltern(s: StellePflege, andere: Mapping[int, str], alle: Mapping[int, str]) -> None:
    formular = open_formular(f"eltern_{s.id}", {"eltern": s.eltern_id}, s.id, s.version)
    waehlbar = dict(andere) | ({s.eltern_id: alle[s.eltern_id]} if s.eltern_id else {})
    with kasten(formular) as formular:
        eltern_id = felder.auswahl(formular, "eltern", "Gehört zu", waehlbar, leer="keiner anderen Stelle")
        if absenden(formular, "Zuordnung speichern"):
            _save_eltern(formular, s, eltern_id, alle)


def _save_eltern(formular: Formular, s: StellePflege, eltern_id: int | None, alle: Mapping[int, str]) -> None:
    save(
        formular,
        lambda by, heute: services.set_eltern(
            default_engine(), stelle_id=s.id, eltern_id=eltern_id, version=formular.version, heute=heute, by=by
        ),
        "Die Zuordnung ist gespeichert.",
        Seiten(
            {"eltern_id": "Gehört zu"},
            {"eltern_id": eltern_id},
            lambda _, wert: alle.get(wert, "–") if isinstance(wert, int) else "–",
        ),
    )


def show_neue_stelle(stellen: Sequence[StellePflege], heute: date) -> None:
    anfang = {"name": "", "kurz": "", "art": None, "eltern": None, "ab": "", "sammel": False}
    formular = open_formular("stelle_neu", anfang)
    with kasten(formular, "Stelle anlegen") as formular:
        name = felder.zeile(formular, "name", "Name")
        kurz = felder.zeile(formular, "kurz", "Kurzname (freiwillig)")
        art = felder.auswahl(formular, "art", "Art", ARTEN)
        eltern_id = felder.auswahl(
            formular, "eltern", "Gehört zu", namen_of(stellen, heute), leer="keiner anderen Stelle"
        )
        ab = felder.tag_feld(formular, "ab", "Gibt es ab (freiwillig)")
        sammel = felder.haken(formular, "sammel", "Sammelbezeichnung für mehrere Stellen")
        if absenden(formular, "Stelle anlegen", primary=True):
            save(
                formular,
                lambda by, heute: services.add_stelle(
                    default_engine(),
                    name=name,
                    kurz=kurz,
                    art=felder.gewaehlt("Art", art),
                    eltern_id=eltern_id,
                    sammelbezeichnung=sammel,
                    gilt_von=felder.tag_oder_leer("Gibt es ab", ab),
                    heute=heute,
                    by=by,
                ),
                "Die Stelle ist angelegt.",
            )
