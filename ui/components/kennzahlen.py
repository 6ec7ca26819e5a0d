"""Figures as tiles: what, how many of how many, what was left out, and where it leads.

Each piece is plain HTML, so that the app and the server-drawn glance (/blick) show the very same.
"""

from ilm_data.queries.filter import Nur
from ilm_data.queries.ueberblick import Kennzahlen, Ueberblick
from ilm_data.rules.anteil import Anteil
from ui.components import html
from ui.components.html import tag, text
from ui.formate import datum
from ui.kontext import Kontext
from ui.navigation import HANDLUNGSFELDER, RECHENWEISE, address


def show_satz(u: Ueberblick, kontext: Kontext) -> None:
    html.show(satz(u.kennzahlen, kontext))


def satz(k: Kennzahlen, kontext: Kontext) -> str:
    """The situation in one sentence."""
    laufen, achtung, stumm = k.laufen_oder_erledigt, k.aufmerksamkeit, k.ohne_meldung
    inner = (
        tag("strong", text(f"{laufen.zaehler} von {laufen.nenner} Maßnahmen"))
        + text(" laufen oder sind erledigt, ")
        + tag("strong", text(achtung.zaehler))
        + text(f" {'braucht' if achtung.zaehler == 1 else 'brauchen'} Aufmerksamkeit, ")
        + tag("strong", text(stumm.zaehler))
        + text(f" ohne Meldung seit 6 Monaten – Stand {datum(kontext.stichtag)}")
    )
    return tag("p", inner, cls="satz")


def show_kennzahlen(k: Kennzahlen, kontext: Kontext) -> None:
    html.show(kacheln(k, kontext))


def kacheln(k: Kennzahlen, kontext: Kontext) -> str:
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
    return tag("ul", *tiles, cls="kacheln", aria_label="Kennzahlen")


def _auswahl(nur: Nur, stichtag: str | None) -> str:
    return address(HANDLUNGSFELDER, nur=nur.value, stichtag=stichtag)


def _kachel(titel: str, anteil: Anteil, href: str) -> str:
    zahl, _, rest = anteil.text.partition(" · ")
    inner = tag("span", text(titel), cls="titel") + tag("span", text(zahl), cls="zahl")
    return tag("li", tag("a", inner + tag("span", text(rest), cls="rest"), cls="intern kachel", href=href))


def show_zaehlweise(u: Ueberblick) -> None:
    html.show(zaehlweise(u))


def zaehlweise(u: Ueberblick) -> str:
    """Says which of the two countings the page uses."""
    doppelt = u.eintraege - u.anzahl
    zusatz = f"; {doppelt} stehen im Konzept zweimal und zählen dort, wo ihr Stand geführt wird" if doppelt else ""
    return tag("p", text(f"Gezählt werden {u.anzahl} verschiedene Maßnahmen{zusatz}."), cls="klein")
