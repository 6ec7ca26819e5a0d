"""Figures as tiles: what, how many of how many, what was left out, and where it leads.

Each piece is plain HTML, so that the app and the server-drawn glance (/blick) show the very same.
"""

from ilm_data.queries.filter import Nur
from ilm_data.queries.ueberblick import Kennzahlen, Ueberblick
from ilm_data.rules.anteil import Anteil
from ui.components.html import tag, text
from ui.formate import datum
from ui.kontext import Kontext
from ui.navigation import HANDLUNGSFELDER, RECHENWEISE, address


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


def kacheln(k: Kennzahlen, kontext: Kontext, feld: str = "") -> str:
    """Five tiles. The first three lead to the measures behind them, the others to how they are computed.

    `feld` is the number of the Handlungsfeld that is counted, "" for all.
    """

    def massnahmen(nur: str = "") -> str:
        return address(HANDLUNGSFELDER, feld=feld, nur=nur, stichtag=kontext.stichtag_param)

    rechenweise = address(RECHENWEISE, stichtag=kontext.stichtag_param)
    tiles = (
        _kachel("Laufen oder erledigt", k.laufen_oder_erledigt, massnahmen()),
        _kachel("Brauchen Aufmerksamkeit", k.aufmerksamkeit, massnahmen(Nur.AUFMERKSAMKEIT.value)),
        _kachel("Ohne Meldung seit 6 Monaten", k.ohne_meldung, massnahmen(Nur.OHNE_MELDUNG.value)),
        _kachel("Fällige Meilensteine erledigt", k.meilensteine, rechenweise),
        _kachel("Termintreue (Zeiträume erfüllt)", k.termintreue, rechenweise),
    )
    return tag("ul", *tiles, cls="kacheln", aria_label="Kennzahlen")


def _kachel(titel: str, anteil: Anteil, href: str) -> str:
    zahl, _, rest = anteil.text.partition(" · ")
    inner = tag("span", text(titel), cls="titel") + tag("span", text(zahl), cls="zahl")
    return tag("li", tag("a", inner + tag("span", text(rest), cls="rest"), cls="intern kachel", href=href))


def zaehlweise(u: Ueberblick) -> str:
    """Says which of the two countings the page uses."""
    doppelt = u.eintraege - u.anzahl
    zusatz = f"; {doppelt} stehen im Konzept zweimal und zählen dort, wo ihr Stand geführt wird" if doppelt else ""
    return tag("p", text(f"Gezählt werden {u.anzahl} verschiedene Maßnahmen{zusatz}."), cls="klein")
