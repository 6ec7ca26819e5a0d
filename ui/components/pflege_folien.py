"""Which slides a session shows and in which order, on the coordinator's page."""

from collections.abc import Mapping, Sequence

import streamlit as st

from db.engine import default_engine
from ilm_data.heute import heute
from ilm_data.queries.folien_sitzung import moegliche_folge
from ilm_data.queries.pflege_formen import SitzungPflege
from ilm_data.queries.sicht import Sicht
from ilm_data.rules.folien import TRENNER_GESPEICHERT, parse_folge
from ilm_data.services.sitzungsfolien import set_folien
from ui import daten
from ui.components import html
from ui.components.html import tag, text
from ui.components.pflege_formular import Formular, Seiten, absenden, kasten, open_formular, save
from ui.components.sitzungswahl import name_of, titel_of
from ui.navigation import SITZUNG, address

HILFE = "In der Reihenfolge, in der Sie wählen. Ohne Auswahl gelten die üblichen Folien und die Tagesordnung."


def show_folien(s: SitzungPflege) -> None:
    """A form of its own, and the way to the projector."""
    zeile = next((each for each in daten.sitzungen() if each.id == s.id), None)
    fassung = daten.fassung(heute())
    if zeile is None or fassung is None:
        return
    gewaehlt = list(parse_folge(zeile.folien, ()))
    sicht = Sicht(fassung.kurz, heute())
    bilder = daten.indikatoren(sicht)
    titel = titel_of(daten.massnahmen(sicht), bilder)
    moegliche = moegliche_folge(zeile, [bild.info.kennung for bild in bilder])
    namen = {key: name_of(key, titel) for key in (*moegliche, *gewaehlt)}
    formular = open_formular(f"sitzung_folien_{s.id}", {"folien": gewaehlt}, s.id, s.version)
    with kasten(formular) as formular:
        folien = _choose(formular, namen)
        if absenden(formular, "Folien festlegen"):
            save(
                formular,
                lambda by, tag_: set_folien(
                    default_engine(), sitzung_id=s.id, folien=folien, version=formular.version, heute=tag_, by=by
                ),
                "Die Folien sind festgelegt.",
                Seiten({"folien": "Folien"}, {"folien": TRENNER_GESPEICHERT.join(folien)}),
            )
    html.show(tag("p", html.link(address(SITZUNG, sitzung=str(s.id)), "Folien ansehen und zeigen"), cls="weiter"))
    if not gewaehlt:
        html.show(tag("p", text("Zurzeit gelten die üblichen Folien."), cls="klein"))


def _choose(formular: Formular, namen: Mapping[str, str]) -> Sequence[str]:
    """Unlike other lists of choices it keeps the order of the picks."""
    key = formular.field("folien")
    if key in st.session_state:
        st.session_state[key] = [each for each in st.session_state[key] or () if each in namen]
    return st.multiselect(
        "Folien der Sitzung",
        list(namen),
        format_func=namen.__getitem__,
        placeholder="die üblichen",
        help=HILFE,
        **formular.widget("folien"),
    )
