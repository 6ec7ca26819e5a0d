"""The pieces of the page of one measure, from title to where it came from."""

from collections.abc import Sequence

from ilm_data.queries.massnahme_formen import MassnahmeDetail, Teil, Verweis, ZustaendigkeitZeile
from ilm_data.queries.massnahmen import MassnahmeZeile
from ui.components import html
from ui.components.abkuerzungen import explain
from ui.components.html import tag, text
from ui.components.marken import marke
from ui.components.rahmen import name_tab
from ui.formate import datum
from ui.kontext import Kontext, load_kontext
from ui.navigation import HANDLUNGSFELDER, MASSNAHME, STELLE, address

HINWEIS_HERGELEITET = "Rolle aus dem Wortlaut hergeleitet, noch nicht bestätigt"


def show_kopf(zeile: MassnahmeZeile, detail: MassnahmeDetail, kontext: Kontext) -> None:
    """Where it stands in the plan, number and title, the three axes."""
    plan, lage = zeile.plan, zeile.lage
    name_tab(f"{plan.ziel_nr} {plan.titel}")
    feld = address(HANDLUNGSFELDER, feld=plan.feld_nr, stichtag=kontext.stichtag_param)
    pfad = html.link(feld, f"Handlungsfeld {plan.feld_nr} {plan.feld_titel}") + text(
        f" › Ziel {plan.ziel_nr} {plan.ziel_titel}"
    )
    html.show(tag("nav", pfad, cls="pfad", aria_label="Ort im Konzept"))
    html.show(tag("h2", text(f"{plan.ziel_nr} {plan.titel}"), cls="massnahme-titel"))
    im_konzept = f"{zeile.schluessel} · im Konzept: Ziel {plan.ziel_nr}, „{detail.bezeichnung}“"
    html.show(tag("p", text(im_konzept), cls="klein"))
    if detail.beschreibung:
        html.show(tag("p", explain(detail.beschreibung)))
    meldung = f"letzte Meldung {datum(zeile.meldung.stand_am)}" if zeile.meldung.stand_am else ""
    achsen = (
        _achse("Umsetzungsstand", marke(lage.umsetzungsstand), zeile.meldung.begruendung),
        _achse("Terminlage", marke(lage.terminlage), zeile.termin.grund),
        _achse("Aktualität", marke(lage.aktualitaet), meldung),
        _achse("Hemmnis", text(lage.hemmnis.label), "") if lage.hemmnis else "",
    )
    html.show(tag("dl", *achsen, cls="achsen"))


def _achse(name: str, value: str, zusatz: str) -> str:
    return tag("div", tag("dt", text(name)), tag("dd", value, tag("span", text(zusatz), cls="klein")))


def show_gleich(detail: MassnahmeDetail, kontext: Kontext) -> None:
    """Says where the state of a twice-listed measure is kept."""
    if detail.haelt_stand:
        href = address(MASSNAHME, massnahme=detail.haelt_stand, stichtag=kontext.stichtag_param)
        satz = text("Diese Maßnahme steht im Konzept zweimal. Stand, Meilensteine und Ereignisse werden geführt bei ")
        html.show(tag("p", satz, html.link(href, detail.haelt_stand), text("."), cls="kasten"))


def show_wortlaut(detail: MassnahmeDetail) -> None:
    """The official wording as a quotation with its source, once the county has loaded it."""
    html.show(tag("h3", text("Amtlicher Wortlaut")))
    if not detail.wortlaut:
        satz = "Der amtliche Wortlaut ist noch nicht geladen. Titel und Erläuterung sind eigene Worte."
        html.show(tag("p", text(satz), cls="klein"))
        return
    ziel = tag("p", text("Ziel: "), explain(detail.ziel_wortlaut)) if detail.ziel_wortlaut else ""
    absaetze = "".join(tag("p", explain(zeile)) for zeile in detail.wortlaut.splitlines() if zeile.strip())
    quelle = tag("footer", text(detail.quelle + _seite(detail)))
    html.show(tag("blockquote", ziel, absaetze, quelle, cls="wortlaut"))


def _seite(detail: MassnahmeDetail) -> str:
    """The page as far as it is known: the document's contents name only where a Handlungsfeld begins."""
    if detail.seite:
        return f", Seite {detail.seite}"
    return f", Handlungsfeld ab Seite {detail.feld_seite}" if detail.feld_seite else ""


def show_teile(teile: Sequence[Teil]) -> None:
    """Parts with their sub-points; the number shows the nesting."""
    if not teile:
        return
    html.show(tag("h3", text("Teile der Maßnahme")))
    items = (
        tag("li", tag("span", text(teil.nr), cls="nr"), explain(teil.titel), cls=f"tiefe-{teil.nr.count('.')}")
        for teil in teile
    )
    html.show(tag("ul", *items, cls="teile"))


def show_zustaendigkeiten(zeilen: Sequence[ZustaendigkeitZeile], foerderungen: Sequence[tuple[str, str]]) -> None:
    """Who does what, in which role, and the phrase it was read from."""
    html.show(tag("h3", text("Zuständigkeiten")))
    if zeilen:
        stichtag = load_kontext().stichtag_param
        rows = [_zustaendigkeit(zeile, stichtag) for zeile in zeilen]
        html.show(html.table(("Stelle", "Rolle", "Wortlaut im Konzept"), rows, caption="Zuständigkeiten der Maßnahme"))
    else:
        html.show(tag("p", text("Das Konzept nennt hier keine Stelle.")))
    if foerderungen:
        items = "".join(tag("li", explain(name)) for name, _ in foerderungen)
        html.show(tag("p", text("Genannte Förderprogramme:")) + tag("ul", items))


def _zustaendigkeit(z: ZustaendigkeitZeile, stichtag: str | None) -> list[str]:
    zusatz = " · ".join(part for part in (z.zusatz, f"Teil {z.teil}" if z.teil else "", _zuvor(z)) if part)
    sammel = tag("span", text("Sammelbezeichnung"), cls="klein") if z.sammelbezeichnung else ""
    link = html.link(address(STELLE, stelle=z.kennung, stichtag=stichtag), z.stelle)
    stelle = link + (tag("span", text(zusatz), cls="klein") if zusatz else "") + sammel
    rolle = text(z.rolle.label)
    if z.hergeleitet:
        rolle += tag("span", text("◇ hergeleitet"), cls="klein", title=HINWEIS_HERGELEITET)
    return [stelle, rolle, tag("q", text(z.wortlaut))]


def _zuvor(z: ZustaendigkeitZeile) -> str:
    """The Stelle that was named and has ended; without a successor it is the one shown."""
    if z.zuvor is None:
        return ""
    name, bis = z.zuvor
    return f"bis {datum(bis)}" + (f": {name}" if name != z.stelle else "")


def show_verweise(verweise: Sequence[Verweis], detail: MassnahmeDetail, kontext: Kontext) -> None:
    """Links to the same or a similar measure, and where this one came from or what it became."""
    if not verweise and not detail.herkunft:
        return
    html.show(tag("h3", text("Verbindungen")))
    items = [
        tag(
            "li",
            text(f"{v.art}: "),
            _massnahme_link(v.schluessel, f"{v.schluessel} {v.titel}", kontext),
            tag("span", text(v.beleg), cls="klein"),
        )
        for v in verweise
    ]
    for art, other, grund in detail.herkunft:
        ziel = _massnahme_link(other, other, kontext) if other else ""
        items.append(tag("li", text(f"Herkunft: {art.label} "), ziel, tag("span", text(grund), cls="klein")))
    html.show(tag("ul", *items))


def _massnahme_link(schluessel: str, label: str, kontext: Kontext) -> str:
    return html.link(address(MASSNAHME, massnahme=schluessel, stichtag=kontext.stichtag_param), label)
