"""What helps on when an address names no Stelle: a sentence, and the Stellen that come closest."""

from difflib import get_close_matches

from ilm_data.queries.stellenplan import Stellenplan, StelleZeile
from ilm_data.rules.suche import matches
from ui.components import html
from ui.components.belastung import stelle_link
from ui.components.html import tag, text
from ui.kontext import Kontext
from ui.navigation import ZUSTAENDIGKEITEN, address


def show_unbekannt(gesucht: str, plan: Stellenplan, kontext: Kontext) -> None:
    """Names what was asked for, offers Stellen that come close and the way to all."""
    if gesucht:
        titel = "Diese Stelle gibt es nicht"
        satz = f"Unter der Adresse „{gesucht[:60]}“ steht keine Stelle. Eine Adresse sieht so aus: …?stelle=sozialamt."
    else:
        titel, satz = "Bitte wählen Sie eine Stelle", "Die Adresse dieser Seite nennt keine Stelle."
    html.show(tag("h2", text(titel)) + tag("p", text(satz)))
    if nahe := _nahe(gesucht, plan):
        items = (tag("li", stelle_link(s.kennung, s.name, kontext)) for s in nahe)
        html.show(tag("p", text("Vielleicht meinen Sie:")) + tag("ul", *items))
    alle = html.link(
        address(ZUSTAENDIGKEITEN, stichtag=kontext.stichtag_param), "Alle Stellen mit ihren Zuständigkeiten"
    )
    html.show(tag("p", alle))


def _nahe(gesucht: str, plan: Stellenplan) -> list[StelleZeile]:
    """Stellen whose name or spelling holds the words, then those whose address is similar."""
    words = gesucht.replace("-", " ")[:60]
    named = [s.kennung for s in plan.values() if words.strip() and matches(words, s.name, s.kurz, *s.aliase)]
    similar = get_close_matches(gesucht.lower()[:60], plan, n=3, cutoff=0.6)
    return [plan[kennung] for kennung in dict.fromkeys([*named, *similar])][:5]
