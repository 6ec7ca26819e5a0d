"""Milestones on the coordinator's page: what is set, and how it is ticked, postponed, dropped or added."""

import streamlit as st

from db.engine import default_engine
from ilm_data.queries.pflege_formen import MassnahmePflege, MeilensteinPflege
from ilm_data.services import meilensteine as services
from ui.components import html
from ui.components import pflege_felder as felder
from ui.components.html import tag, text
from ui.components.pflege_formular import open_formular, save
from ui.formate import datum
from ui.navigation import PFLEGE_MASSNAHMEN, address


def show_meilensteine(m: MassnahmePflege, heute_text: str) -> None:
    """For a twice-listed measure only the way to the entry that keeps the state."""
    if m.haelt_stand:
        href = address(PFLEGE_MASSNAHMEN, massnahme=m.haelt_stand, abschnitt="meilensteine")
        satz = text("Diese Maßnahme steht zweimal im Konzept. Meilensteine werden geführt bei ")
        html.show(tag("p", satz, html.link(href, m.haelt_stand), cls="kasten"))
        return
    for meilenstein in m.meilensteine:
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
        html.show(tag("h3", text(m.titel)) + tag("p", text(_lage(m))) + alte)
        if m.is_open:
            with st.expander("Erledigt, verschieben oder entfallen lassen"):
                _show_erledigt(m, heute_text)
                _show_verschieben(m)
                _show_entfallen(m)


def _lage(m: MeilensteinPflege) -> str:
    if m.entfallen_am:
        return f"✕ entfallen am {datum(m.entfallen_am)}: {m.entfallen_grund}"
    return f"✓ erledigt am {datum(m.erledigt_am)}" if m.erledigt_am else f"fällig am {datum(m.faellig_am)}"


def _show_erledigt(m: MeilensteinPflege, heute_text: str) -> None:
    anfang = {"erledigt_am": heute_text, "nachweis": ""}
    formular = open_formular(f"meilenstein_erledigt_{m.id}", anfang, m.id, m.version)
    with st.form(f"form_erledigt_{m.id}"):
        am = felder.tag_feld(formular, "erledigt_am", "Erledigt am")
        nachweis = felder.zeile(formular, "nachweis", "Nachweis (öffentlich, freiwillig)")
        if st.form_submit_button("Als erledigt eintragen"):
            save(
                formular,
                lambda by, heute: services.complete_meilenstein(
                    default_engine(),
                    meilenstein_id=m.id,
                    erledigt_am=felder.pflichttag("Erledigt am", am),
                    nachweis=nachweis,
                    version=formular.version,
                    heute=heute,
                    by=by,
                ),
                f"Erledigt: {m.titel}.",
            )


def _show_verschieben(m: MeilensteinPflege) -> None:
    formular = open_formular(f"meilenstein_schieben_{m.id}", {"faellig_am": "", "grund": ""}, m.id, m.version)
    with st.form(f"form_verschieben_{m.id}"):
        am = felder.tag_feld(formular, "faellig_am", "Neuer Tag")
        grund = felder.zeile(formular, "grund", "Grund der Verschiebung (öffentlich)")
        if st.form_submit_button("Verschieben"):
            save(
                formular,
                lambda by, heute: services.postpone_meilenstein(
                    default_engine(),
                    meilenstein_id=m.id,
                    faellig_am=felder.pflichttag("Neuer Tag", am),
                    grund=grund,
                    version=formular.version,
                    heute=heute,
                    by=by,
                ),
                f"Verschoben: {m.titel}. Der alte Tag bleibt sichtbar.",
            )


def _show_entfallen(m: MeilensteinPflege) -> None:
    formular = open_formular(f"meilenstein_entfallen_{m.id}", {"grund": ""}, m.id, m.version)
    with st.form(f"form_entfallen_{m.id}"):
        grund = felder.zeile(formular, "grund", "Grund des Entfallens (öffentlich)")
        if st.form_submit_button("Entfallen lassen"):
            save(
                formular,
                lambda by, heute: services.drop_meilenstein(
                    default_engine(), meilenstein_id=m.id, grund=grund, version=formular.version, heute=heute, by=by
                ),
                f"Entfallen: {m.titel}. Der Meilenstein bleibt sichtbar.",
            )


def _show_neu(m: MassnahmePflege) -> None:
    formular = open_formular(f"meilenstein_neu_{m.id}", {"titel": "", "faellig_am": ""})
    with st.form(f"form_meilenstein_neu_{m.id}"):
        html.show(tag("h3", text("Meilenstein setzen")))
        titel = felder.zeile(formular, "titel", "Was soll bis dahin erreicht sein?")
        am = felder.tag_feld(formular, "faellig_am", "Fällig am")
        if st.form_submit_button("Meilenstein setzen"):
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
