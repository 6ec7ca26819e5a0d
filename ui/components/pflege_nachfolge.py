"""The end of a Stelle: a successor from a day on, or merging it into another."""

from collections.abc import Mapping

import streamlit as st

from db.engine import default_engine
from ilm_data.queries.pflege_formen import StellePflege
from ilm_data.services import nachfolge as services
from ui.components import html
from ui.components import pflege_felder as felder
from ui.components.html import tag, text
from ui.components.pflege_formular import Seiten, absenden, in_worten, kasten, open_formular, save
from ui.formate import datum

NACHFOLGE, ZUSAMMEN = "nachfolge", "zusammen"
WEGE = {
    NACHFOLGE: "Eine andere Stelle übernimmt die Arbeit",
    ZUSAMMEN: "Sie geht in einer anderen auf, die auch unter ihren Namen gefunden wird",
}
SATZ = (
    "Zuständigkeiten gehen ab diesem Tag über; davor bleibt alles, wie es war. "
    "Konten der Stelle arbeiten für die Nachfolgerin weiter."
)


def show_nachfolge(s: StellePflege, andere: Mapping[int, str]) -> None:
    with st.expander("Stelle beenden: Nachfolge oder Zusammenlegung"):
        if s.nachfolger_id:
            html.show(tag("p", text(f"Die Nachfolge ist geregelt. Letzter Tag: {datum(s.gilt_bis)}.")))
            return
        _show_formular(s, andere)


def _show_formular(s: StellePflege, andere: Mapping[int, str]) -> None:
    formular = open_formular(f"nachfolge_{s.id}", {"weg": None, "ziel": None, "ab": ""}, s.id, s.version)
    with kasten(formular) as formular:
        html.show(tag("p", text(SATZ)))
        weg = felder.auswahl(formular, "weg", "Was geschieht mit der Stelle?", WEGE)
        ziel_id = felder.auswahl(formular, "ziel", "Andere Stelle", andere)
        ab = felder.tag_feld(formular, "ab", "Ab")
        if absenden(formular, "Stelle beenden"):
            seiten = Seiten({"gilt_bis": "Letzter Tag"}, {"gilt_bis": f"Vortag von {in_worten(ab)}"})
            save(
                formular,
                lambda by, heute: (services.merge_stelle if _zusammen(weg) else _set_nachfolger)(
                    default_engine(),
                    stelle_id=s.id,
                    ziel_id=felder.gewaehlt("Andere Stelle", ziel_id),
                    ab=felder.pflichttag("Ab", ab),
                    version=formular.version,
                    heute=heute,
                    by=by,
                ),
                f"{s.name} ist beendet.",
                seiten,
            )


def _zusammen(weg: str | None) -> bool:
    return felder.gewaehlt("Was geschieht mit der Stelle?", weg) == ZUSAMMEN


def _set_nachfolger(*args: object, ziel_id: int, **rest: object) -> int:
    return services.set_nachfolger(*args, nachfolger_id=ziel_id, **rest)  # type: ignore[arg-type]
