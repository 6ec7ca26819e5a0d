"""What belongs to one session on the coordinator's page: agenda, agreed tasks, the frozen state."""

from collections.abc import Mapping, Sequence

from db.engine import default_engine
from ilm_data.queries.pflege_formen import MassnahmeKurz, SitzungPflege
from ilm_data.queries.sitzungen import Vereinbarung
from ilm_data.services.sitzungsstaende import freeze_stand
from ilm_data.services.tagesordnungen import Punkt, set_agenda
from ilm_data.services.vereinbarungen import agree_aufgabe
from ui import pflege
from ui.components import html
from ui.components import pflege_felder as felder
from ui.components.html import tag, text
from ui.components.pflege_formular import absenden, click, kasten, open_formular, save
from ui.components.sitzungsliste import vereinbarungen_tabelle
from ui.formate import datum
from ui.kontext import Kontext
from ui.navigation import SITZUNGEN, address

EINFRIEREN_SATZ = (
    "Eingefroren wird der öffentliche Stand am Stichtag mit allen Zahlen. Er lässt sich danach weder ändern noch "
    "löschen, auch wenn später Meldungen für die Zeit davor eingehen."
)


def show_agenda(s: SitzungPflege, massnahmen: Sequence[MassnahmeKurz]) -> None:
    """Which measures are discussed, in the order they were chosen, each with an internal note."""
    html.show(tag("h2", text("Tagesordnung")))
    labels = {m.id: m.label for m in massnahmen}
    notizen = {f"notiz_{m.id}": dict(s.agenda).get(m.id, "") for m in massnahmen}
    anfang = {"agenda": [id_ for id_, _ in s.agenda if id_ in labels], **notizen}
    formular = open_formular(f"agenda_{s.id}", anfang, s.id, s.version)
    with kasten(formular) as formular:
        gewaehlt = felder.mehrere(formular, "agenda", "Maßnahmen in der Reihenfolge der Besprechung", labels)
        punkte = [
            Punkt(id_, felder.zeile(formular, f"notiz_{id_}", f"Notiz zu {labels[id_]} (nur für die Koordination)"))
            for id_ in gewaehlt
        ]
        if absenden(formular, "Tagesordnung speichern", primary=True):
            save(
                formular,
                lambda by, heute: set_agenda(
                    default_engine(), sitzung_id=s.id, punkte=punkte, version=formular.version, heute=heute, by=by
                ),
                "Die Tagesordnung ist gespeichert.",
            )


def show_aufgaben(
    s: SitzungPflege, massnahmen: Sequence[MassnahmeKurz], vereinbarungen: Sequence[Vereinbarung], kontext: Kontext
) -> None:
    """What was agreed, and a form for one more; it becomes a milestone of the measure."""
    html.show(tag("h2", text("Vereinbarte Aufgaben")))
    html.show(vereinbarungen_tabelle(vereinbarungen) or tag("p", text("Es ist noch keine Aufgabe eingetragen.")))
    if s.datum > kontext.heute:
        html.show(tag("p", text(f"Aufgaben lassen sich ab dem {datum(s.datum)} eintragen."), cls="klein"))
        return
    labels = {m.id: m.label for m in massnahmen}
    formular = open_formular(f"aufgabe_{s.id}", {"massnahme": None, "stelle": None, "titel": "", "faellig_am": ""})
    with kasten(formular, "Aufgabe eintragen") as formular:
        massnahme_id = felder.auswahl(formular, "massnahme", "Maßnahme", _agenda_first(s, labels))
        stellen: Mapping[int, str] = pflege.beteiligte_stellen(massnahme_id, kontext) if massnahme_id else {}
        stelle_id = felder.auswahl(formular, "stelle", "Zuständige Stelle (an der Maßnahme beteiligt)", stellen)
        titel = felder.zeile(formular, "titel", "Was ist zu tun? (öffentlich)")
        am = felder.tag_feld(formular, "faellig_am", "Fällig am")
        if absenden(formular, "Aufgabe eintragen"):
            save(
                formular,
                lambda by, heute: agree_aufgabe(
                    default_engine(),
                    sitzung_id=s.id,
                    massnahme_id=felder.gewaehlt("Maßnahme", massnahme_id),
                    stelle_id=felder.gewaehlt("Zuständige Stelle", stelle_id),
                    titel=titel,
                    faellig_am=felder.pflichttag("Fällig am", am),
                    heute=heute,
                    by=by,
                ),
                "Die Aufgabe ist eingetragen und steht als Meilenstein bei der Maßnahme.",
            )


def _agenda_first(s: SitzungPflege, labels: Mapping[int, str]) -> dict[int, str]:
    """What was discussed stands on top of the list."""
    first = {id_: labels[id_] for id_, _ in s.agenda if id_ in labels}
    return first | {id_: label for id_, label in labels.items() if id_ not in first}


def show_einfrieren(s: SitzungPflege, kontext: Kontext) -> None:
    html.show(tag("h2", text("Stand einfrieren")))
    if s.eingefroren:
        link = html.link(address(SITZUNGEN) + f"#sitzung-{s.id}", "Zahlen, Prüfsumme und Datei ansehen")
        html.show(tag("p", text(f"Der Stand vom {datum(s.stichtag)} ist eingefroren. "), link))
        return
    if s.stichtag > kontext.heute:
        html.show(tag("p", text(f"Einfrieren geht ab dem Stichtag, dem {datum(s.stichtag)}."), cls="klein"))
        return
    html.show(tag("p", text(EINFRIEREN_SATZ), cls="klein"))
    click(
        f"einfrieren_{s.id}",
        f"Stand vom {datum(s.stichtag)} einfrieren",
        lambda by, heute: freeze_stand(default_engine(), sitzung_id=s.id, version=s.version, heute=heute, by=by),
        "Der Stand ist eingefroren.",
    )
