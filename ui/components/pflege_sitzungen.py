"""Sessions on the coordinator's page: the list, a form for each, one for a new one."""

from collections.abc import Sequence

from db.engine import default_engine
from db.vocabulary import GREMIEN
from ilm_data.queries.pflege_formen import SitzungPflege
from ilm_data.services import sitzungen as services
from ui.components import html
from ui.components import pflege_felder as felder
from ui.components.html import tag, text
from ui.components.pflege_folien import show_folien
from ui.components.pflege_formular import Formular, Seiten, absenden, kasten, open_formular, save
from ui.components.pflege_wahl import choose
from ui.formate import datum
from ui.navigation import PFLEGE_SITZUNGEN

NAMEN = {"gremium": "Gremium", "datum": "Tag der Sitzung", "stichtag": "Stichtag", "notiz": "Notiz"}


def show_sitzungen(sitzungen: Sequence[SitzungPflege]) -> SitzungPflege | None:
    """All as a table, or the one to edit, which is returned."""
    if not sitzungen:
        html.show(tag("p", text("Es ist noch keine Sitzung eingetragen.")))
        return None
    by_id = {str(s.id): s for s in sitzungen}
    namen = {id_: f"{datum(s.datum)} {s.gremium}" for id_, s in by_id.items()}
    chosen = choose(PFLEGE_SITZUNGEN, "sitzung", "Sitzung bearbeiten", namen, "Andere Sitzung bearbeiten")
    if not chosen:
        rows = [
            [text(datum(s.datum)), text(s.gremium), text(datum(s.stichtag)), text("ja" if s.eingefroren else "nein")]
            for s in sitzungen
        ]
        html.show(html.table(("Tag", "Gremium", "Stichtag", "Stand eingefroren"), rows, caption="Sitzungen"))
        return None
    _show_sitzung(by_id[chosen])
    return by_id[chosen]


def _show_sitzung(s: SitzungPflege) -> None:
    anfang = {"gremium": s.gremium, "datum": datum(s.datum), "stichtag": datum(s.stichtag), "notiz": s.notiz}
    formular = open_formular(f"sitzung_{s.id}", anfang, s.id, s.version)
    with kasten(formular) as formular:
        if s.eingefroren:
            html.show(tag("p", text("Der Stand ist eingefroren: Ändern lässt sich nur noch die Notiz."), cls="klein"))
        eingabe = _felder(formular)
        if absenden(formular, "Sitzung speichern", primary=True):
            save(
                formular,
                lambda by, heute: services.edit_sitzung(
                    default_engine(),
                    sitzung_id=s.id,
                    gremium=eingabe["gremium"],
                    datum=felder.pflichttag("Tag der Sitzung", eingabe["datum"]),
                    stichtag=felder.pflichttag("Stichtag", eingabe["stichtag"]),
                    notiz=eingabe["notiz"],
                    version=formular.version,
                    heute=heute,
                    by=by,
                ),
                "Die Sitzung ist gespeichert.",
                Seiten(NAMEN, eingabe),
            )
    show_folien(s)


def show_neue_sitzung() -> None:
    formular = open_formular("sitzung_neu", {"gremium": "", "datum": "", "stichtag": "", "notiz": ""})
    with kasten(formular, "Sitzung eintragen") as formular:
        eingabe = _felder(formular)
        if absenden(formular, "Sitzung eintragen", primary=True):
            save(
                formular,
                lambda by, heute: services.add_sitzung(
                    default_engine(),
                    gremium=eingabe["gremium"],
                    datum=felder.pflichttag("Tag der Sitzung", eingabe["datum"]),
                    stichtag=felder.pflichttag("Stichtag", eingabe["stichtag"]),
                    notiz=eingabe["notiz"],
                    heute=heute,
                    by=by,
                ),
                "Die Sitzung ist eingetragen.",
            )


def _felder(formular: Formular) -> dict[str, str]:
    return {
        "gremium": felder.zeile(formular, "gremium", "Gremium", hilfe=f"Zum Beispiel: {', '.join(GREMIEN)}"),
        "datum": felder.tag_feld(formular, "datum", "Tag der Sitzung"),
        "stichtag": felder.tag_feld(formular, "stichtag", "Stichtag: Die Sitzung sieht den Stand von diesem Tag"),
        "notiz": felder.absatz(formular, "notiz", "Notiz (nur für die Koordination)"),
    }
