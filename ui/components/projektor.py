"""The projector: all slides of a session in one piece, one of them to be seen; app.js turns the pages.

The whole set is in the browser, so pages turn at once and go on turning while the server is away. The browser feels
the pulse (ui/pulsschlag.py) every second and has everything drawn anew when it changed.
"""

from ilm_data.queries.folien_formen import Folie, Foliensatz
from ilm_data.rules.folien import position
from ui.components import html
from ui.components.folie import folie_inhalt
from ui.components.html import tag, text
from ui.formate import datum
from ui.projektion import Farbe, Projektion
from ui.pulsschlag import read_puls
from ui.texte import BEISPIELDATEN, KONZEPT


def show_projektor(satz: Foliensatz, projektion: Projektion) -> None:
    """All slides; hidden are all but the one of the address."""
    html.show(_buehne(satz, projektion))


def _buehne(satz: Foliensatz, projektion: Projektion) -> str:
    here = position(satz.folge, projektion.folie)
    slides = (_folie(folie, nr, satz, projektion, is_here=nr == here) for nr, folie in enumerate(satz.folien))
    verbindung = tag("p", cls="folie-verbindung", role="status", hidden="")
    cls = f"projektion {projektion.farbe.value}"
    return tag("div", *slides, verbindung, cls=cls, data_wechsel=str(projektion.wechsel), data_puls=read_puls())


def _folie(folie: Folie, nr: int, satz: Foliensatz, projektion: Projektion, *, is_here: bool) -> str:
    kopf = tag("p", tag("span", text(folie.thema), cls="thema"), tag("span", text(_anlass(satz))), cls="folie-kopf")
    return tag(
        "section",
        kopf,
        folie_inhalt(folie),
        _fuss(nr, satz, projektion),
        cls="folie",
        data_folie=folie.schluessel,
        aria_label=f"Folie {nr + 1} von {len(satz.folien)}: {folie.thema}",
        hidden=None if is_here else "",
    )


def _anlass(satz: Foliensatz) -> str:
    return " · ".join(part for part in (satz.gremium, datum(satz.sitzung_am) if satz.sitzung_am else "") if part)


def _fuss(nr: int, satz: Foliensatz, projektion: Projektion) -> str:
    """As of when and whether demo on the left; on the right the way to the neighbours."""
    kenntnis = f", Kenntnisstand {datum(satz.kenntnis_bis)}" if satz.kenntnis_bis else ""
    stand = tag("span", text(f"{KONZEPT} · Stand {datum(satz.stand)}{kenntnis}"))
    beispiel = tag("span", text(BEISPIELDATEN), cls="beispiel") if satz.beispieldaten else ""
    seiten = satz.folge
    davor, danach = seiten[max(nr - 1, 0)], seiten[min(nr + 1, len(seiten) - 1)]
    pause = tag("button", text("❚❚ Pause"), cls="folie-pause", type="button") if projektion.wechsel else ""
    farben = tag("button", text("◐"), cls="folie-farbe", type="button", aria_label="Hell oder dunkel", title="Taste D")
    seite = tag("span", text(f"{nr + 1} / {len(seiten)}"), cls="seite")
    wege = (_weg("‹", "Vorige Folie", projektion.at(davor)), seite, _weg("›", "Nächste Folie", projektion.at(danach)))
    links = tag("span", stand, beispiel, cls="stand")
    return tag("footer", links, pause, farben, tag("nav", *wege, aria_label="Folien"))


def _weg(zeichen: str, name: str, ziel: Projektion) -> str:
    return tag("a", text(zeichen), cls="folie-weg", href=ziel.href, aria_label=name, data_zu=ziel.folie)


def farbe_of(value: str) -> Farbe:
    return Farbe.DUNKEL if value == Farbe.DUNKEL.value else Farbe.HELL
