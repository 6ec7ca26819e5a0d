"""Figures as tiles: what, how many of how many, what was left out, and where it leads."""

from ilm_data.queries.filter import Nur
from ilm_data.queries.ueberblick import Kennzahlen, Ueberblick
from ilm_data.rules.anteil import Anteil
from ui.components import html
from ui.components.html import tag, text
from ui.formate import datum
from ui.kontext import Kontext
from ui.navigation import HANDLUNGSFELDER, RECHENWEISE, address


def show_satz(u: Ueberblick, kontext: Kontext) -> None:
    """The situation in one sentence."""
    laufen, achtung, stumm = u.kennzahlen.laufen_oder_erledigt, u.kennzahlen.aufmerksamkeit, u.kennzahlen.ohne_meldung
    satz = (
        tag("strong", text(f"{laufen.zaehler} von {laufen.nenner} Maßnahmen"))
        + text(" laufen oder sind erledigt, ")
        + tag("strong", text(achtung.zaehler))
        + text(f" {'braucht' if achtung.zaehler == 1 else 'brauchen'} Aufmerksamkeit, ")
        + tag("strong", text(stumm.zaehler))
        + text(f" ohne Meldung seit 6 Monaten – Stand {datum(kontext.stichtag)}")
    )
    html.show(tag("p", satz, cls="satz"))


def show_kennzahlen(k: Kennzahlen, kontext: Kontext) -> None:
    """Five tiles. The first three lead to the measures behind them, the others to how they are computed."""
    stichtag = kontext.stichtag_param
    rechenweise = address(RECHENWEISE, stichtag=stichtag)
    tiles = (
        _kachel("Laufen oder erledigt", k.laufen_oder_erledigt, address(HANDLUNGSFELDER, stichtag=stichtag)),
        _kachel("Brauchen Aufmerksamkeit", k.aufmerksamkeit, _auswahl(Nur.AUFMERKSAMKEIT, stichtag)),
        _kachel("Ohne Meldung seit 6 Monaten", k.ohne_meldung, _auswahl(Nur.OHNE_MELDUNG, stichtag)),
        _kachel("Fällige Meilensteine erledigt", k.meilensteine, rechenweise),
        _kachel("Termintreue (Zeiträume erfüllt)", k.termintreue, rechenweise),
    )
    html.show(tag("ul", *tiles, cls="kacheln", aria_label="Kennzahlen"))


def _auswahl(nur: Nur, stichtag: str | None) -> str:
    return address(HANDLUNGSFELDER, nur=nur.value, stichtag=stichtag)


def _kachel(titel: str, anteil: Anteil, href: str) -> str:
    zahl, _, rest = anteil.text.partition(" · ")
    inner = tag("span", text(titel), cls="titel") + tag("span", text(zahl), cls="zahl")
    return tag("li", tag("a", inner + tag("span", text(rest), cls="rest"), cls="intern kachel", href=href))


def show_zaehlweise(u: Ueberblick) -> None:
    """Says which of the two countings the page uses."""
    doppelt = u.eintraege - u.anzahl
    zusatz = f"; {doppelt} stehen im Konzept zweimal und zählen dort, wo ihr Stand geführt wird" if doppelt else ""
    html.show(tag("p", text(f"Gezählt werden {u.anzahl} verschiedene Maßnahmen{zusatz}."), cls="klein"))
