"""What stands on the glance: sentence, figures, bars, what to look at, what comes next; for all or for one field.

Every number comes from the functions of the app's own Überblick, every piece of HTML from its components.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ilm_data.queries.felder import list_felder, stand_by_feld
from ilm_data.queries.massnahmen import MassnahmeZeile
from ilm_data.queries.ueberblick import NAECHSTE_TAGE, make_ueberblick
from ui.blick.zeichnung import to_svg
from ui.charts.stand import stand_spec
from ui.components import html
from ui.components.ansehen import bitte_ansehen, naechste
from ui.components.html import tag, text
from ui.components.kennzahlen import kacheln, satz, zaehlweise
from ui.components.standbalken import stand_alt, stand_legende, stand_tabelle, stand_titel
from ui.formate import datum
from ui.kontext import Kontext
from ui.navigation import UEBERBLICK, address, blick_address
from ui.texte import APP_NAME, BEISPIELDATEN, BEISPIELDATEN_HINWEIS, KONZEPT

STATIC = Path(__file__).resolve().parent.parent / "static"
BREITE = 440


def felder_of(zeilen: Sequence[MassnahmeZeile]) -> dict[str, str]:
    """Number → title of every Handlungsfeld of the Fassung, in its order."""
    return {nr: feld.titel for nr, feld in list_felder(zeilen).items()}


def draw(alle: Sequence[MassnahmeZeile], kontext: Kontext, feld: str) -> str:
    """The whole page as HTML. `feld` is a Handlungsfeld's number, or "" for all."""
    felder = felder_of(alle)
    zeilen = [zeile for zeile in alle if feld in ("", zeile.plan.feld_nr)]
    titel = f"{feld} {felder[feld]}" if feld else "Alle Handlungsfelder"
    inner = _kopf(titel, kontext) + _inhalt(zeilen, kontext, feld) + _fuss(felder, feld, kontext)
    return (
        '<!doctype html><html lang="de"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{text(titel)} auf einen Blick · {APP_NAME}</title>"
        '<link rel="icon" href="/ilm/icon.svg"><base target="_top">'
        f"<style>{_style()}</style></head><body>{inner}</body></html>"
    )


def plain(titel: str, satz_: str, href: str, weiter: str) -> str:
    """A page with one sentence and a way on: for what cannot be shown."""
    inner = tag("main", tag("h1", text(titel)), tag("p", text(satz_)), tag("p", html.link(href, weiter)))
    head = f'<meta charset="utf-8"><title>{text(titel)} · {APP_NAME}</title><style>{_style()}</style>'
    return f'<!doctype html><html lang="de"><head>{head}</head><body>{inner}</body></html>'


def _kopf(titel: str, kontext: Kontext) -> str:
    marke = tag("span", text(BEISPIELDATEN), cls="hinweis beispiel", title=BEISPIELDATEN_HINWEIS)
    return tag(
        "header",
        tag("h1", text(titel)),
        tag("span", text(f"{KONZEPT} · {kontext.fassung.titel}"), cls="fassung"),
        tag("span", text(f"Stand {datum(kontext.stichtag)}"), cls="hinweis"),
        marke if kontext.beispieldaten else "",
    )


def _inhalt(zeilen: Sequence[MassnahmeZeile], kontext: Kontext, feld: str) -> str:
    u = make_ueberblick(zeilen, kontext.stichtag)
    tafeln = stand_by_feld(zeilen)
    df = tafeln[feld]
    bild = to_svg(stand_spec({feld: df}, feld), breite=BREITE, alt=stand_alt(df))
    balken = tag(
        "section",
        tag("h2", text(stand_titel(feld))),
        stand_legende(df),
        bild,
        html.folded("Als Tabelle", stand_tabelle(df, kontext)),
        zaehlweise(u),
    )
    ansehen = tag("section", bitte_ansehen(u.bitte_ansehen, kontext, feld))
    termine = tag("section", naechste(u.naechste, NAECHSTE_TAGE, kontext))
    spalten = tag("div", balken, ansehen, termine, cls="spalten")
    return tag("main", satz(u.kennzahlen, kontext), kacheln(u.kennzahlen, kontext, feld), spalten)


def _fuss(felder: dict[str, str], feld: str, kontext: Kontext) -> str:
    stichtag = kontext.stichtag_param
    wege = {"": "Alle Handlungsfelder"} | {nr: f"{nr} {name}" for nr, name in felder.items()}
    items = "".join(tag("li", html.link(blick_address(nr, stichtag=stichtag), name)) for nr, name in wege.items())
    seite = address(UEBERBLICK, feld=feld, stichtag=stichtag)
    nav = tag("nav", tag("ul", items), aria_label="Blick auf ein Handlungsfeld")
    return tag("footer", nav, tag("p", html.link(seite, "In der Anwendung öffnen")), cls="blickfuss")


@cache
def _style() -> str:
    """The app's own style sheet and what only this page needs."""
    return "".join((STATIC / name).read_text(encoding="utf-8") for name in ("app.css", "blick.css"))
