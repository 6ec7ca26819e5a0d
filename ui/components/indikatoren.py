"""The situation in figures: a card per indicator, by field; what has no value yet is named and nothing else."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from db.vocabulary import Bewertung
from ilm_data.berichte.indikatoren import HINWEIS, werte_csv, werte_xlsx
from ilm_data.queries.indikator_formen import IndikatorBild
from ilm_data.queries.indikator_tabellen import angaben_tabelle, verlauf, werte_tabelle
from ilm_data.queries.indikatoren import bereiche_of
from ui.charts.kleinbild import kleinbild
from ui.components import html, url
from ui.components.html import tag, text
from ui.components.wetter import bewertung_marke
from ui.formate import plural
from ui.gezeichnet import einmal
from ui.kontext import Kontext
from ui.navigation import INDIKATOREN, address

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEIN_WERT = "Noch kein Wert erfasst"
LEGENDE = (
    ("punkt voll", "endgültig"),
    ("punkt hohl", "vorläufig, geschätzt oder eingeschränkt"),
    ("strich bruch", "Bruch: nicht vergleichbar mit früher"),
    ("strich ziel", "Ziel"),
    ("strich land", "Thüringen"),
)


def choose_bereich(bilder: Sequence[IndikatorBild]) -> str:
    """One Handlungsfeld, or all."""
    options = bereiche_of(bilder)

    def draw(values: list[str], key: str, jetzt: str | None) -> str | None:
        return st.selectbox(
            "Bereich",
            values,
            index=url.index(values, jetzt),
            key=key,
            format_func=options.__getitem__,
            placeholder="alle Bereiche",
        )

    return url.one("feld", draw, options)


def show_uebersicht(bilder: Sequence[IndikatorBild], kontext: Kontext) -> None:
    """Every field with its cards; all pictures show the same span of years."""
    html.show(tag("p", text(HINWEIS), cls="kasten"))
    links, rechts = st.columns([2, 3], vertical_alignment="bottom")
    with links:
        bereich = choose_bereich(bilder)
    shown = select_bereich(bilder, bereich)
    mit_wert = [bild for bild in shown if bild.werte]
    with rechts, st.container(horizontal=True, vertical_alignment="center", key="treffer"):
        satz = f"{len(mit_wert)} von {plural(len(shown), 'Indikator', 'Indikatoren')} mit Werten"
        html.show(tag("p", text(satz), role="status"))
        show_downloads(mit_wert, "indikatoren", kontext)
    if mit_wert:
        html.show(_legende())
    html.show(_bereiche(bilder, bereich, kontext))


@einmal()
def _bereiche(bilder: Sequence[IndikatorBild], bereich: str, kontext: Kontext) -> str:
    shown = select_bereich(bilder, bereich)
    span = _span([bild for bild in shown if bild.werte], kontext.stichtag)
    by_bereich = {titel: select_bereich(shown, key) for key, titel in bereiche_of(shown).items()}
    return "".join(_bereich(titel, rows, span, kontext) for titel, rows in by_bereich.items())


def select_bereich(bilder: Sequence[IndikatorBild], bereich: str) -> list[IndikatorBild]:
    """Those of one field; all when it is ""."""
    return [bild for bild in bilder if bereich in ("", bild.info.bereich)]


def _span(bilder: Sequence[IndikatorBild], stichtag: date) -> tuple[date, date]:
    """Whole years, so that the words at the ends of the axis are true."""
    tage = [zeile.punkt.ende_am for bild in bilder for zeile in (*bild.werte, *bild.vergleich)]
    first = min(tage, default=stichtag)
    return date(first.year, 1, 1), date(max([*tage, stichtag]).year, 12, 31)


def _bereich(titel: str, bilder: Sequence[IndikatorBild], span: tuple[date, date], kontext: Kontext) -> str:
    karten = [_karte(bild, span, kontext) for bild in bilder if bild.werte]
    leer = [tag("li", _link(bild, kontext)) for bild in bilder if not bild.werte]
    parts = [tag("h2", text(titel))]
    parts += [tag("ul", *karten, cls="indikatoren")] if karten else []
    if leer:
        parts.append(tag("div", tag("p", text(f"{KEIN_WERT}:"), cls="klein"), tag("ul", *leer), cls="indikatoren-leer"))
    return tag("section", *parts, cls="bereich")


def _karte(bild: IndikatorBild, span: tuple[date, date], kontext: Kontext) -> str:
    letzter = bild.werte[-1]
    punkte = verlauf(bild)
    merkmal = f" · {letzter.merkmal}" if letzter.merkmal and not bild.info.eigene_rechnung else ""
    wert = tag("strong", text(letzter.text), cls="zahl") + tag("span", text(f"{letzter.periode}{merkmal}"), cls="wann")
    return tag(
        "li",
        tag("h3", _link(bild, kontext)),
        tag("p", wert, cls="wert"),
        kleinbild(bild, punkte, *span)
        if punkte
        else tag("p", text("Keine Zahl, die gezeigt werden kann."), cls="klein"),
        tag("p", text(_zusatz(bild)), cls="zusatz"),
        tag("p", bewertung_marke(bild.bewertung), cls="bewertung") if bild.bewertung else "",
        cls="karte",
    )


def _zusatz(bild: IndikatorBild) -> str:
    """What stands below the picture: the comparison, the target, and Thüringen's newest value."""
    parts = [bild.zusatz[:1].upper() + bild.zusatz[1:]] if bild.zusatz else []
    if bild.vergleich:
        land = bild.vergleich[-1]
        wann = "" if land.periode == bild.werte[-1].periode else f" ({land.periode})"
        parts.append(f"Thüringen {land.text}{wann}")
    return " · ".join(parts)


def _link(bild: IndikatorBild, kontext: Kontext) -> str:
    href = address(INDIKATOREN, indikator=bild.info.kennung, stichtag=kontext.stichtag_param)
    return html.link(href, bild.info.titel)


def _legende() -> str:
    zeichen = [tag("li", tag("span", cls=f"zeichen {cls}", aria_hidden="true"), text(wort)) for cls, wort in LEGENDE]
    marken = [tag("li", bewertung_marke(bewertung)) for bewertung in Bewertung]
    return html.folded(
        "Zeichen und ihre Bedeutung",
        tag("ul", *zeichen, cls="legende reihe", aria_label="Zeichen der Bilder")
        + tag("ul", *marken, cls="legende", aria_label="Bewertung, nur wo ein Ziel festgelegt ist"),
    )


def show_downloads(bilder: Sequence[IndikatorBild], name: str, kontext: Kontext) -> None:
    """CSV and workbook of these indicators, with definitions, sources and licences."""
    if not bilder:
        return
    demo = kontext.beispieldaten
    stem = f"{name}{'-beispieldaten' if demo else ''}-stand-{kontext.stichtag.isoformat()}"

    def csv() -> bytes:
        return werte_csv(werte_tabelle(bilder, kontext.stichtag, beispieldaten=demo))

    def xlsx() -> bytes:
        werte = werte_tabelle(bilder, kontext.stichtag, beispieldaten=demo)
        return werte_xlsx(werte, angaben_tabelle(bilder), stichtag=kontext.stichtag, beispieldaten=demo)

    st.download_button("Als CSV herunterladen", csv, file_name=f"{stem}.csv", mime="text/csv", on_click="ignore")
    st.download_button("Als XLSX herunterladen", xlsx, file_name=f"{stem}.xlsx", mime=XLSX, on_click="ignore")
