"""Sessions as everybody may read them: the next one, and past ones with agenda, agreed tasks and frozen figures."""

from collections.abc import Mapping, Sequence

import streamlit as st

from ilm_data.queries.massnahmen import MassnahmeZeile
from ilm_data.queries.sicht import BERLIN
from ilm_data.queries.sitzungen import SitzungZeile, Vereinbarung
from ilm_data.queries.sitzungsstaende import GespeicherterStand
from ilm_data.rules.umsetzungsstand import ORDER
from ui import daten
from ui.components import html
from ui.components.html import tag, text
from ui.components.marken import marke
from ui.formate import datum, plural
from ui.kontext import Kontext
from ui.navigation import AENDERUNGEN, MASSNAHME, SITZUNG, address
from ui.texte import BEISPIELDATEN

KENNZAHLEN = {
    "laufen_oder_erledigt": "Laufen oder erledigt",
    "brauchen_aufmerksamkeit": "Brauchen Aufmerksamkeit",
    "ohne_meldung": "Ohne Meldung seit 6 Monaten",
    "meilensteine_erledigt": "Fällige Meilensteine erledigt",
    "termintreue": "Termintreue (Zeiträume erfüllt)",
}
OFFEN_GEZEIGT = 3


def show_naechste(sitzung: SitzungZeile | None, titel: Mapping[str, str]) -> None:
    html.show(tag("h2", text("Nächste Sitzung")))
    if sitzung is None:
        html.show(tag("p", text("Der Tag der nächsten Sitzung steht noch nicht fest.")))
        return
    satz = f"{datum(sitzung.datum)} · {sitzung.gremium} · Stichtag der Zahlen {datum(sitzung.stichtag)}"
    html.show(tag("p", tag("strong", text(satz))) + _agenda(sitzung, titel))


def show_vergangene(sitzungen: Sequence[SitzungZeile], titel: Mapping[str, str], kontext: Kontext) -> None:
    """Newest first; what lies further back is folded away."""
    html.show(tag("h2", text("Vergangene Sitzungen")))
    if not sitzungen:
        html.show(tag("p", text("Es ist noch keine Sitzung eingetragen.")))
    vereinbarungen = daten.vereinbarungen(kontext.stichtag)
    frueher = [s for s in sitzungen if s.stand]
    for number, s in enumerate(sitzungen):
        davor = next((f for f in frueher if f.datum < s.datum), None)
        name = f"{datum(s.datum)} · {s.gremium}" + (" · Stand eingefroren" if s.stand else "")
        with st.expander(name, expanded=number < OFFEN_GEZEIGT and bool(s.stand or s.agenda)):
            html.show(tag("p", text(f"Die Sitzung sah den Stand vom {datum(s.stichtag)}."), id=f"sitzung-{s.id}"))
            vereinbart = vereinbarungen_tabelle(vereinbarungen.get(s.id, ()))
            kopf = tag("h3", text("Vereinbart")) if vereinbart else ""
            html.show(_agenda(s, titel) + kopf + vereinbart)
            html.show(tag("p", _wege(s, davor), cls="weiter"))
            stand = daten.gespeicherter_stand(s.id) if s.stand else None
            if stand:
                _show_stand(stand)


def _wege(s: SitzungZeile, davor: SitzungZeile | None) -> str:
    """To what has changed since, and where two states are frozen to their difference."""
    seit = str(s.id)
    links = [html.link(address(AENDERUNGEN, seit=seit), "Änderungen seit dieser Sitzung")]
    if s.stand:
        links.append(
            html.link(address(AENDERUNGEN, seit=seit, eingefroren="1"), "Vergleich mit dem eingefrorenen Stand")
        )
    if s.stand and davor:
        params = {"seit": str(davor.id), "eingefroren": "1", "bis_sitzung": seit}
        links.append(
            html.link(address(AENDERUNGEN, **params), f"Eingefrorene Stände {datum(davor.datum)} und {datum(s.datum)}")
        )
    links.append(html.link(address(SITZUNG, sitzung=seit), "Folien dieser Sitzung"))
    return tag("span", " · ".join(links), cls="wege")


def _agenda(s: SitzungZeile, titel: Mapping[str, str]) -> str:
    if not s.agenda:
        return ""
    items = "".join(
        tag("li", html.link(address(MASSNAHME, massnahme=key), f"{key} {titel.get(key, '')}".strip()))
        for key in s.agenda
    )
    return tag("h3", text("Tagesordnung")) + tag("ol", items)


def vereinbarungen_tabelle(vereinbarungen: Sequence[Vereinbarung]) -> str:
    """Agreed tasks with who, until when, and whether it is done; "" when there is none."""
    if not vereinbarungen:
        return ""
    rows = [
        [
            text(v.titel),
            html.link(address(MASSNAHME, massnahme=v.schluessel), f"{v.schluessel} {v.massnahme}"),
            text(v.stelle),
            text(datum(v.faellig_am)),
            text(_lage(v)),
        ]
        for v in vereinbarungen
    ]
    head = ("Aufgabe", "Maßnahme", "Zuständig", "Fällig am", "Lage")
    return html.table(head, rows, caption="Vereinbarte Aufgaben")


def _lage(v: Vereinbarung) -> str:
    if v.entfallen_am:
        return f"✕ entfallen am {datum(v.entfallen_am)}"
    return f"✓ erledigt am {datum(v.erledigt_am)}" if v.erledigt_am else "◷ offen"


def _show_stand(stand: GespeicherterStand) -> None:
    """The figures of then, never computed anew, with the sum that proves them."""
    inhalt = stand.inhalt
    beispiel = tag("span", text(BEISPIELDATEN), cls="klein beispiel") if inhalt.stand.beispieldaten else ""
    html.show(tag("h3", text(f"Eingefrorener Stand vom {datum(inhalt.stand.stichtag)} "), beispiel))
    rows = [
        [text(name), text(inhalt.kennzahlen[key].text)] for key, name in KENNZAHLEN.items() if key in inhalt.kennzahlen
    ]
    html.show(html.table(("Kennzahl", "Damals"), rows, caption="Eingefrorene Kennzahlen"))
    anzahl = {s: inhalt.verteilung.get(s.value, 0) for s in ORDER}
    marken = (marke(s, str(n)) for s, n in anzahl.items() if n)
    html.show(tag("p", " ".join(marken)))
    gezaehlt = plural(len(inhalt.stand.gezaehlte), "Maßnahme", "Maßnahmen")
    wann = datum(inhalt.eingefroren_am.astimezone(BERLIN).date())
    zeile = f"{gezaehlt} gezählt · Regelversion {inhalt.regelversion} · eingefroren am {wann}"
    html.show(tag("p", text(zeile), cls="klein"))
    html.show(tag("p", text("Prüfsumme (SHA-256): "), tag("code", text(stand.sha256)), cls="klein pruefsumme"))
    if not stand.is_gueltig:
        st.error("Der gespeicherte Stand passt nicht zu seiner Prüfsumme. Bitte wenden Sie sich an die Verwaltung.")
    st.download_button(
        "Eingefrorenen Stand herunterladen (JSON)",
        stand.datei,
        file_name=stand.dateiname,
        mime="application/json",
        key=f"stand_{stand.sitzung_id}",
        on_click="ignore",
    )


def titel_of(zeilen: Sequence[MassnahmeZeile]) -> dict[str, str]:
    return {zeile.schluessel: zeile.plan.titel for zeile in zeilen}
