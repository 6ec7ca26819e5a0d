"""Zuständigkeiten on the coordinator's page: who and why; confirm, correct, pass on, end, add."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from db.engine import default_engine
from db.vocabulary import Rolle
from ilm_data.queries.pflege_formen import MassnahmePflege, ZustaendigkeitPflege
from ilm_data.services import zustaendigkeiten as services
from ui.components import html
from ui.components import pflege_felder as felder
from ui.components.html import tag, text
from ui.components.pflege_formular import Seiten, absenden, click, in_arbeit, kasten, open_formular, save
from ui.formate import datum

ROLLEN = {rolle: rolle.label for rolle in Rolle}
NAMEN = {"rolle": "Rolle", "zusatz": "Zusatz", "gilt_bis": "Letzter Tag", "stelle_id": "Stelle", "gilt_von": "Ab"}


def show_zustaendigkeiten(m: MassnahmePflege, stellen: Mapping[int, str], heute: date) -> None:
    """Current and coming ones with what can be done; ended ones below."""
    for z in m.zustaendigkeiten:
        if not z.is_past(heute):
            with st.container(border=True, key=f"zustaendigkeit_karte_{z.id}"):
                html.show(zustaendigkeit_html(z))
                show_bestaetigen(z)
                offen = in_arbeit(f"rolle_{z.id}", f"wechsel_{z.id}", f"ende_{z.id}")
                with st.expander("Rolle korrigieren, Stelle wechseln oder beenden", expanded=offen):
                    _show_rolle(z)
                    _show_wechsel(z, stellen)
                    _show_ende(z)
    _show_neu(m, stellen, datum(heute))
    frueher = [z for z in m.zustaendigkeiten if z.is_past(heute)]
    if frueher:
        items = "".join(tag("li", text(f"{z.stelle}, {z.rolle.label}{_zeit(z)}")) for z in frueher)
        html.show(tag("h3", text("Frühere Zuständigkeiten")) + tag("ul", items))


def zustaendigkeit_html(z: ZustaendigkeitPflege) -> str:
    """Stelle, role and the phrase it was read from."""
    zeichen = "◇ hergeleitet" if z.hergeleitet else "✓ bestätigt"
    teil = f" · Teil {z.teil}" if z.teil else ""
    zusatz = f" · {z.zusatz}" if z.zusatz else ""
    kopf = tag("p", tag("strong", text(z.stelle)), text(f" – {z.rolle.label} ({zeichen}){_zeit(z)}{teil}{zusatz}"))
    zitat = tag("p", text("Im Konzept: "), tag("q", text(z.wortlaut)), cls="klein") if z.wortlaut else ""
    return tag("div", kopf, zitat, cls="eng")


def _zeit(z: ZustaendigkeitPflege) -> str:
    von = f" ab {datum(z.gilt_von)}" if z.gilt_von else ""
    return von + (f" bis {datum(z.gilt_bis)}" if z.gilt_bis else "")


def show_bestaetigen(z: ZustaendigkeitPflege) -> None:
    """One click; nothing to see once it is done."""
    if not z.hergeleitet:
        return
    click(
        f"zustaendigkeit_ok_{z.id}_{z.version}",
        "Rolle bestätigen",
        lambda by, heute: services.confirm_zustaendigkeit(
            default_engine(), zustaendigkeit_id=z.id, version=z.version, heute=heute, by=by
        ),
        f"Bestätigt: {z.stelle}, {z.rolle.label}.",
    )


def _show_rolle(z: ZustaendigkeitPflege) -> None:
    formular = open_formular(f"rolle_{z.id}", {"rolle": z.rolle, "zusatz": z.zusatz}, z.id, z.version)
    with kasten(formular) as formular:
        rolle = felder.auswahl(formular, "rolle", "Rolle", ROLLEN)
        zusatz = felder.zeile(formular, "zusatz", "Zusatz (freiwillig)")
        if absenden(formular, "Rolle korrigieren"):
            save(
                formular,
                lambda by, heute: services.correct_rolle(
                    default_engine(),
                    zustaendigkeit_id=z.id,
                    rolle=felder.gewaehlt("Rolle", rolle),
                    zusatz=zusatz,
                    version=formular.version,
                    heute=heute,
                    by=by,
                ),
                "Die Rolle ist korrigiert.",
                Seiten(NAMEN, {"rolle": rolle, "zusatz": zusatz}),
            )


def _show_wechsel(z: ZustaendigkeitPflege, stellen: Mapping[int, str]) -> None:
    formular = open_formular(f"wechsel_{z.id}", {"stelle": None, "ab": ""}, z.id, z.version)
    with kasten(formular) as formular:
        andere = {id_: name for id_, name in stellen.items() if id_ != z.stelle_id}
        stelle_id = felder.auswahl(formular, "stelle", "Neue Stelle", andere)
        ab = felder.tag_feld(formular, "ab", "Zuständig ab")
        if absenden(formular, "Stelle wechseln"):
            save(
                formular,
                lambda by, heute: services.change_stelle(
                    default_engine(),
                    zustaendigkeit_id=z.id,
                    stelle_id=felder.gewaehlt("Neue Stelle", stelle_id),
                    ab=felder.pflichttag("Zuständig ab", ab),
                    version=formular.version,
                    heute=heute,
                    by=by,
                ),
                "Die Stelle ist gewechselt. Bis zum Vortag bleibt die bisherige stehen.",
                Seiten({"stelle_id": "Stelle"}, {"stelle_id": stelle_id}, lambda _, wert: _name(stellen, wert)),
            )


def _name(stellen: Mapping[int, str], wert: object) -> str:
    return stellen.get(wert, "–") if isinstance(wert, int) else "–"


def _show_ende(z: ZustaendigkeitPflege) -> None:
    formular = open_formular(f"ende_{z.id}", {"bis": ""}, z.id, z.version)
    with kasten(formular) as formular:
        bis = felder.tag_feld(formular, "bis", "Letzter Tag der Zuständigkeit")
        if absenden(formular, "Zuständigkeit beenden"):
            save(
                formular,
                lambda by, heute: services.end_zustaendigkeit(
                    default_engine(),
                    zustaendigkeit_id=z.id,
                    gilt_bis=felder.pflichttag("Letzter Tag", bis),
                    version=formular.version,
                    heute=heute,
                    by=by,
                ),
                f"Die Zuständigkeit von {z.stelle} ist beendet.",
                Seiten({"gilt_bis": "Letzter Tag"}, {"gilt_bis": bis}),
            )


def _show_neu(m: MassnahmePflege, stellen: Mapping[int, str], heute_text: str) -> None:
    anfang = {"stelle": None, "rolle": None, "ab": heute_text, "zusatz": "", "teil": None}
    formular = open_formular(f"zustaendigkeit_neu_{m.id}", anfang)
    with kasten(formular, "Stelle hinzufügen") as formular:
        stelle_id = felder.auswahl(formular, "stelle", "Stelle", stellen)
        rolle = felder.auswahl(formular, "rolle", "Rolle", ROLLEN)
        teile = {teil.id: f"{teil.nr} {teil.titel}" for teil in m.teile}
        teil_id = felder.auswahl(formular, "teil", "Für Teil", teile, leer="die ganze Maßnahme")
        ab = felder.tag_feld(formular, "ab", "Zuständig ab")
        zusatz = felder.zeile(formular, "zusatz", "Zusatz (freiwillig)")
        if absenden(formular, "Stelle hinzufügen"):
            save(
                formular,
                lambda by, heute: services.add_zustaendigkeit(
                    default_engine(),
                    massnahme_id=m.id,
                    stelle_id=felder.gewaehlt("Stelle", stelle_id),
                    rolle=felder.gewaehlt("Rolle", rolle),
                    gilt_von=felder.pflichttag("Zuständig ab", ab),
                    zusatz=zusatz,
                    teil_id=teil_id,
                    heute=heute,
                    by=by,
                ),
                "Die Stelle ist hinzugefügt.",
            )
