"""Short lists of the Überblick: what to look at, and what is due next."""

from collections.abc import Sequence

from ilm_data.queries.faelligkeiten import Faelligkeit
from ilm_data.queries.filter import Nur
from ilm_data.queries.leitende import leitende
from ilm_data.queries.massnahmen import MassnahmeZeile
from ilm_data.rules.aufmerksamkeit import Grund, gruende
from ui.components import html
from ui.components.html import tag, text
from ui.components.marken import marke
from ui.formate import datum
from ui.kontext import Kontext
from ui.navigation import HANDLUNGSFELDER, MASSNAHME, address

ANSEHEN = 5
NAECHSTE = 6


def bitte_ansehen(zeilen: Sequence[MassnahmeZeile], kontext: Kontext, feld: str = "") -> str:
    """At most five measures: why, who, and what is planned next; the rest behind one link, in the same `feld`."""
    titel = tag("h2", text("Bitte ansehen"))
    if not zeilen:
        return titel + tag("p", text("Nichts ist überfällig, im Rückstand oder durch ein Hemmnis aufgehalten."))
    liste = tag("ol", *(_ansehen(zeile, kontext) for zeile in zeilen[:ANSEHEN]), cls="liste")
    if len(zeilen) <= ANSEHEN:
        return titel + liste
    href = address(HANDLUNGSFELDER, feld=feld, nur=Nur.AUFMERKSAMKEIT.value, stichtag=kontext.stichtag_param)
    return titel + liste + tag("p", html.link(href, f"Alle {len(zeilen)} ansehen"), cls="weiter")


def _ansehen(zeile: MassnahmeZeile, kontext: Kontext) -> str:
    return tag(
        "li",
        massnahme_link(zeile, kontext),
        tag("span", _grund(zeile), cls="grund"),
        tag("span", text(f"{leitende(zeile.stellen)} · {_schritt(zeile)}"), cls="schritt"),
    )


def _grund(zeile: MassnahmeZeile) -> str:
    """The most urgent reason as a badge, with its detail; a Hemmnis is always named."""
    hemmnis = f"Hemmnis: {zeile.lage.hemmnis.label}" if zeile.lage.hemmnis else ""
    if gruende(zeile.lage)[0] is Grund.HEMMNIS:
        return tag("span", text(hemmnis), cls="marke hemmnis")
    detail = zeile.termin.grund + (f" · {hemmnis}" if hemmnis else "")
    return marke(zeile.lage.terminlage) + text(f" {detail}")


def _schritt(zeile: MassnahmeZeile) -> str:
    schritt, bis = zeile.meldung.naechster_schritt, zeile.meldung.naechster_schritt_am
    if not schritt:
        return "kein nächster Schritt gemeldet"
    return f"Nächster Schritt: {schritt}" + (f" (bis {datum(bis)})" if bis else "")


def massnahme_link(zeile: MassnahmeZeile, kontext: Kontext) -> str:
    href = address(MASSNAHME, massnahme=zeile.schluessel, stichtag=kontext.stichtag_param)
    return html.link(href, f"{zeile.plan.ziel_nr} {zeile.plan.titel}", "titel")


def naechste(faelligkeiten: Sequence[Faelligkeit], tage: int, kontext: Kontext) -> str:
    """The next deadlines, nearest first."""
    titel = tag("h2", text("Nächste Termine"))
    if not faelligkeiten:
        return titel + tag("p", text(f"In den nächsten {tage} Tagen wird nichts fällig."))
    return titel + tag("ol", *(_naechste(f, kontext) for f in faelligkeiten[:NAECHSTE]), cls="liste termine")


def _naechste(f: Faelligkeit, kontext: Kontext) -> str:
    href = address(MASSNAHME, massnahme=f.zeile.schluessel, stichtag=kontext.stichtag_param)
    tage = (f.faellig_am - kontext.stichtag).days
    wann = "heute" if tage == 0 else "morgen" if tage == 1 else f"in {tage} Tagen"
    return tag(
        "li",
        tag("span", text(f"{datum(f.faellig_am)} · {wann}"), cls="wann"),
        html.link(href, f.titel, "titel"),
        tag("span", text(f"{f.art} zu {f.zeile.plan.ziel_nr} {f.zeile.plan.titel}"), cls="schritt"),
    )
