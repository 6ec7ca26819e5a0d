"""Milestones on the coordinator's page: what is set, and how it is ticked, postponed, dropped or added."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from db.engine import default_engine
from ilm_data.queries.pflege_formen import MassnahmePflege, MeilensteinPflege
from ilm_data.services import meilensteine as services
from ui.components import html
from ui.components import pflege_felder as felder
from ui.components.html import tag, text
from ui.components.pflege_formular import absenden, in_arbeit, kasten, open_formular, save
from ui.formate import datum
from ui.navigation import PFLEGE_MASSNAHMEN, address


@dataclass(frozen=True)
class Schritt:
    """What can be done with an open milestone; an empty `tag` asks for no day. `satz` knows {titel}."""

    name: str
    knopf: str
    text: str
    satz: str
    use_case: Callable[..., int]
    text_spalte: str = "grund"
    tag: str = ""
    tag_spalte: str = ""


ERLEDIGT = Schritt(
    "erledigt",
    "Als erledigt eintragen",
    "Nachweis (öffentlich, freiwillig)",
    "Erledigt: {titel}.",
    services.complete_meilenstein,
    "nachweis",
    "Erledigt am",
    "erledigt_am",
)
VERSCHIEBEN = Schritt(
    "schieben",
    "Verschieben",
    "Grund der Verschiebung (öffentlich)",
    "Verschoben: {titel}. Der alte Tag bleibt sichtbar.",
    services.postpone_meilenstein,
    tag="Neuer Tag",
    tag_spalte="faellig_am",
)
ENTFALLEN = Schritt(
    "entfallen",
    "Entfallen lassen",
    "Grund des Entfallens (öffentlich)",
    "Entfallen: {titel}. Der Meilenstein bleibt sichtbar.",
    services.drop_meilenstein,
)
SCHRITTE = (ERLEDIGT, VERSCHIEBEN, ENTFALLEN)


def show_meilensteine(m: MassnahmePflege, heute_text: str) -> None:
    """Open ones first; for a twice-listed measure only the way to the entry that keeps the state."""
    if m.haelt_stand:
        href = address(PFLEGE_MASSNAHMEN, massnahme=m.haelt_stand, abschnitt="meilensteine")
        satz = text("Diese Maßnahme steht zweimal im Konzept. Meilensteine werden geführt bei ")
        html.show(tag("p", satz, html.link(href, m.haelt_stand), cls="kasten"))
        return
    for meilenstein in sorted(m.meilensteine, key=lambda each: not each.is_open):
        _show_meilenstein(meilenstein, heute_text)
    if not m.meilensteine:
        html.show(tag("p", text("Es sind keine Meilensteine gesetzt.")))
    _show_neu(m)


def _show_meilenstein(m: MeilensteinPflege, heute_text: str) -> None:
    with st.container(border=True, key=f"meilenstein_karte_{m.id}"):
        alte = "".join(
            tag("p", tag("s", text(datum(tag_))), text(f" verschoben: {grund}"), cls="klein")
            for tag_, grund in m.frueher
        )
        html.show(tag("div", tag("h3", text(m.titel)), tag("p", text(_lage(m))), alte, cls="eng"))
        if m.is_open:
            offen = in_arbeit(*(_key(m, schritt) for schritt in SCHRITTE))
            with st.expander("Erledigt, verschieben oder entfallen lassen", expanded=offen):
                for schritt in SCHRITTE:
                    _show_schritt(m, schritt, heute_text if schritt is ERLEDIGT else "")


def _lage(m: MeilensteinPflege) -> str:
    if m.entfallen_am:
        return f"✕ entfallen am {datum(m.entfallen_am)}: {m.entfallen_grund}"
    return f"✓ erledigt am {datum(m.erledigt_am)}" if m.erledigt_am else f"fällig am {datum(m.faellig_am)}"


def _show_schritt(m: MeilensteinPflege, schritt: Schritt, tag_text: str) -> None:
    """One way to go on: a day (if it takes one), a text, a button."""
    formular = open_formular(_key(m, schritt), {"tag": tag_text, "text": ""}, m.id, m.version)
    with kasten(formular) as formular:
        am = felder.tag_feld(formular, "tag", schritt.tag) if schritt.tag else ""
        worte = felder.zeile(formular, "text", schritt.text)
        if absenden(formular, schritt.knopf):
            save(
                formular,
                lambda by, heute: schritt.use_case(
                    default_engine(),
                    meilenstein_id=m.id,
                    **({schritt.tag_spalte: felder.pflichttag(schritt.tag, am)} if schritt.tag else {}),
                    **{schritt.text_spalte: worte},
                    version=formular.version,
                    heute=heute,
                    by=by,
                ),
                schritt.satz.format(titel=m.titel),
            )


def _key(m: MeilensteinPflege, schritt: Schritt) -> str:
    return f"meilenstein_{schritt.name}_{m.id}"


def _show_neu(m: MassnahmePflege) -> None:
    formular = open_formular(f"meilenstein_neu_{m.id}", {"titel": "", "faellig_am": ""})
    with kasten(formular) as formular:
        html.show(tag("h3", text("Meilenstein setzen")))
        titel = felder.zeile(formular, "titel", "Was soll bis dahin erreicht sein?")
        am = felder.tag_feld(formular, "faellig_am", "Fällig am")
        if absenden(formular, "Meilenstein setzen"):
            save(
                formular,
                lambda by, heute: services.add_meilenstein(
                    default_engine(),
                    massnahme_id=m.id,
                    titel=titel,
                    faellig_am=felder.pflichttag("Fällig am", am),
                    heute=heute,
                    by=by,
                ),
                "Der Meilenstein ist gesetzt.",
            )
