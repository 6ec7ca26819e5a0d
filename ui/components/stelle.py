"""The pieces of the page of one Stelle: what it is, its figures, its measures by role, its units."""

from collections.abc import Iterable, Sequence

from db.vocabulary import Rolle
from ilm_data.queries.filter import Nur
from ilm_data.queries.stelle import StelleDetail
from ilm_data.queries.stellenplan import StelleZeile
from ilm_data.queries.zustaendigkeiten import Beteiligung
from ui.charts.zustaendigkeiten import HERGELEITET
from ui.components import html
from ui.components.belastung import LEITEND, stelle_link
from ui.components.html import tag, text
from ui.components.marken import marke
from ui.components.massnahme import HINWEIS_HERGELEITET
from ui.components.rahmen import name_tab
from ui.formate import NBSP, datum, plural
from ui.kontext import Kontext
from ui.navigation import HANDLUNGSFELDER, MASSNAHME, ZUSTAENDIGKEITEN, address

BESTAETIGT = "◆"
KOPF = ("Nr.", "Maßnahme", "Umsetzungsstand", "Terminlage", "Letzte Meldung", "Rolle")


def show_kopf(detail: StelleDetail, kontext: Kontext) -> None:
    """Where it belongs, its name, what kind of Stelle it is, and whether it still exists."""
    stelle = detail.stelle
    name_tab(stelle.name)
    alle = html.link(address(ZUSTAENDIGKEITEN, stichtag=kontext.stichtag_param), "Zuständigkeiten")
    oben = "".join(text(" › ") + stelle_link(s.kennung, s.name, kontext) for s in reversed(detail.oben))
    html.show(tag("nav", alle, oben, cls="pfad", aria_label="Ort im Konzept"))
    html.show(tag("h2", text(stelle.name), cls="massnahme-titel"))
    namen = [stelle.kurz, *stelle.aliase] if stelle.kurz else list(stelle.aliase)
    auch = "auch genannt: " + ", ".join(dict.fromkeys(namen)) if namen else ""
    art = stelle.art.label + (" · Sammelbezeichnung, keine bestimmte Stelle" if stelle.sammelbezeichnung else "")
    html.show(tag("p", text(" · ".join(part for part in (art, auch) if part)), cls="klein"))
    _show_zeit(detail, kontext)


def _show_zeit(detail: StelleDetail, kontext: Kontext) -> None:
    """Says when the Stelle began or ended, and who carries on."""
    stelle, satz = detail.stelle, ""
    if not detail.is_valid:
        if stelle.gilt_von and stelle.gilt_von > kontext.stichtag:
            satz = text(f"Diese Stelle gibt es erst ab dem {datum(stelle.gilt_von)}.")
        else:
            satz = text(f"Diese Stelle gab es bis zum {datum(stelle.gilt_bis)}.")
    if detail.nachfolger:
        satz += text(" Ihre Aufgaben hat jetzt: ") + stelle_link(
            detail.nachfolger.kennung, detail.nachfolger.name, kontext
        )
    if detail.vorgaenger:
        links = ", ".join(stelle_link(s.kennung, s.name, kontext) for s in detail.vorgaenger)
        satz += text("Hat die Aufgaben übernommen von: ") + links
    if satz:
        html.show(tag("p", satz, cls="kasten"))


def show_zahlen(detail: StelleDetail, kontext: Kontext) -> None:
    """Five tiles with numerator and denominator; each leads to the measures behind it."""
    n = len(detail.beteiligungen)
    abgeleitet = f"{HERGELEITET} {detail.hergeleitet} davon hergeleitet" if detail.hergeleitet else ""
    tiles = (
        _kachel("Maßnahmen", str(n), _zusatz(detail), detail, kontext, nur=Nur.GEZAEHLT.value),
        _kachel(
            "Federführend oder gemeinsam",
            f"{detail.leitend} von {n}",
            abgeleitet,
            detail,
            kontext,
            nur=Nur.GEZAEHLT.value,
            rolle=LEITEND,
        ),
        _anteil("Überfällig oder im Rückstand", detail.ueberfaellig.text, detail, kontext, nur=Nur.UEBERFAELLIG.value),
        _anteil("Ohne Meldung seit 6 Monaten", detail.ohne_meldung.text, detail, kontext, nur=Nur.OHNE_MELDUNG.value),
        _anteil(
            "Rücklauf der Meldungen", detail.ruecklauf.text, detail, kontext, nur=Nur.OHNE_MELDUNG.value, rolle=LEITEND
        ),
    )
    html.show(tag("ul", *tiles, cls="kacheln", aria_label="Kennzahlen der Stelle"))
    satz = (
        "Gezählt sind verschiedene Maßnahmen, doppelt genannte einmal"
        + (", die der Einheiten mit" if detail.einheiten else "")
        + ". Rücklauf: federführend oder gemeinsam geführte, nicht beendete Maßnahmen, deren letzte Meldung höchstens "
        "6 Monate alt ist; die Kachel führt zu denen ohne Meldung."
    )
    html.show(tag("p", text(satz), cls="klein"))


def _zusatz(detail: StelleDetail) -> str:
    return f"mit {plural(len(detail.einheiten), 'Einheit', 'Einheiten')}" if detail.einheiten else ""


def _anteil(titel: str, anteil: str, detail: StelleDetail, kontext: Kontext, **params: str) -> str:
    zahl, _, rest = anteil.partition(" · ")
    return _kachel(titel, zahl, rest, detail, kontext, **params)


def _kachel(titel: str, zahl: str, rest: str, detail: StelleDetail, kontext: Kontext, **params: str) -> str:
    href = address(HANDLUNGSFELDER, stelle=detail.stelle.kennung, stichtag=kontext.stichtag_param, **params)
    inner = tag("span", text(titel), cls="titel") + tag("span", text(zahl), cls="zahl")
    return tag("li", tag("a", inner + tag("span", text(rest), cls="rest"), cls="intern kachel", href=href))


def show_massnahmen(detail: StelleDetail, kontext: Kontext) -> None:
    """One table, grouped by role; a role that is only read off the wording is marked."""
    html.show(tag("h2", text("Maßnahmen nach Rolle")))
    if not detail.by_rolle:
        html.show(tag("p", text("Zum gewählten Stand ist diese Stelle für keine Maßnahme benannt.")))
        return
    head = tag("tr", *(tag("th", text(name), scope="col") for name in KOPF))
    bodies = "".join(_gruppe(rolle, group, kontext) for rolle, group in detail.by_rolle)
    caption = tag("caption", text("Maßnahmen der Stelle nach Rolle"), cls="nur-vorlesen")
    html.show(tag("table", caption, tag("thead", head), bodies, cls="ilm gliederung"))


def _gruppe(rolle: Rolle, group: Sequence[Beteiligung], kontext: Kontext) -> str:
    titel = tag("span", text(f"{rolle.label} ({len(group)})"), cls="ziel")
    head = tag("tr", tag("th", titel, colspan=str(len(KOPF)), scope="rowgroup"))
    return tag("tbody", head, *(tag("tr", *_zellen(b, kontext)) for b in group))


def _zellen(b: Beteiligung, kontext: Kontext) -> Iterable[str]:
    zeile, lage = b.zeile, b.zeile.lage
    href = address(MASSNAHME, massnahme=zeile.schluessel, stichtag=kontext.stichtag_param)
    grund = zeile.termin.grund if zeile.termin.faellig_am else ""
    cells = (
        html.link(href, zeile.plan.titel),
        marke(lage.umsetzungsstand),
        marke(lage.terminlage) + tag("span", text(grund), cls="klein"),
        marke(lage.aktualitaet) + tag("span", text(datum(zeile.meldung.stand_am)), cls="klein"),
        _herkunft(b.hergeleitet) + tag("span", text("über: " + ", ".join(b.ueber) if b.ueber else ""), cls="klein"),
    )
    yield tag("th", text(f"{zeile.plan.ziel_nr} {zeile.plan.nr}"), scope="row", data_spalte=KOPF[0])
    for cell, name in zip(cells, KOPF[1:], strict=True):
        yield tag("td", cell, data_spalte=name)


def _herkunft(hergeleitet: bool) -> str:
    if hergeleitet:
        return tag("span", text(f"{HERGELEITET}{NBSP}hergeleitet"), title=HINWEIS_HERGELEITET)
    return text(f"{BESTAETIGT}{NBSP}bestätigt")


def show_einheiten(einheiten: Sequence[StelleZeile], kontext: Kontext) -> None:
    """The units whose measures are counted here too."""
    if einheiten:
        items = (tag("li", stelle_link(s.kennung, s.name, kontext)) for s in einheiten)
        html.show(tag("h2", text("Einheiten")) + tag("ul", *items))
