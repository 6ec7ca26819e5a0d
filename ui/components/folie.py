"""One slide as HTML: the statement, what it rests on, and the line below. Sizes stand in app.css."""

from collections.abc import Callable
from enum import StrEnum

from ilm_data.queries.folien_formen import (
    Balken,
    Balkenzeile,
    Block,
    Folie,
    Liste,
    Marke,
    Marken,
    Segment,
    Ton,
    Zahl,
    Zahlen,
    Zeile,
)
from ui.components.html import tag, text
from ui.folienfarben import zeichen_of


def folie_inhalt(folie: Folie) -> str:
    """Statement and blocks; the frame around them is the projector's."""
    bloecke = "".join(_block(block) for block in folie.bloecke)
    fuss = tag("p", text(folie.unterzeile), cls="folie-zaehlweise") if folie.unterzeile else ""
    return tag("h1", text(folie.titel)) + tag("div", bloecke, cls="folie-inhalt") + fuss


def _block(block: Block) -> str:
    draw: Callable[[Block], str] = _DRAW[type(block)]
    return draw(block)


def _zahlen(block: Zahlen) -> str:
    return tag("ul", *(_zahl(zahl) for zahl in block.zahlen), cls="folie-zahlen")


def _zahl(zahl: Zahl) -> str:
    wert = tag("strong", text(zahl.wert)) + (tag("span", text(zahl.von), cls="von") if zahl.von else "")
    rest = tag("span", text(zahl.rest), cls="rest") if zahl.rest else ""
    return tag("li", tag("span", wert, cls="wert"), tag("span", text(zahl.text), cls="was"), rest)


def _balken(block: Balken) -> str:
    eine = len(block.zeilen) == 1 and not block.zeilen[0].name
    rows = "".join(_balkenzeile(row, block.groesste) for row in block.zeilen)
    bild = tag("div", rows, cls="folie-balken eine" if eine else "folie-balken", role="img", aria_label=block.alt)
    legende = tag("ul", *(_legende(s, mit_zahl=eine) for s in block.legende), cls="folie-legende")
    return bild + legende if eine else legende + bild


def _balkenzeile(row: Balkenzeile, groesste: int) -> str:
    breite = 100 * row.summe / groesste if groesste else 0
    pieces = tag("span", *(_segment(s) for s in row.segmente if s.anzahl), cls="stuecke", style=f"width:{breite:.2f}%")
    spur = tag("span", pieces, cls="spur")
    name = tag("span", text(row.name), cls="name") if row.name else ""
    zusatz = tag("span", text(row.zusatz), cls="zusatz") if row.zusatz else ""
    wert = tag("span", tag("strong", text(row.wert)), zusatz, cls="wert") if row.wert else ""
    return tag("div", name, spur, wert, cls="balken")


def _segment(segment: Segment) -> str:
    inner = "" if isinstance(segment.ton, Ton) else text(segment.anzahl)
    return tag(
        "span", inner, cls=f"stueck {_ton(segment.ton)}", style=f"flex-grow:{segment.anzahl};{_farbe(segment.ton)}"
    )


def _legende(segment: Segment, *, mit_zahl: bool) -> str:
    zeichen = "" if isinstance(segment.ton, Ton) else zeichen_of(segment.ton).symbol
    muster = tag(
        "span", text(zeichen), cls=f"muster {_ton(segment.ton)}", style=_farbe(segment.ton), aria_hidden="true"
    )
    return tag("li", muster, text(f"{segment.anzahl} {segment.label}" if mit_zahl else segment.label))


def _ton(ton: StrEnum) -> str:
    return f"ton-{ton.value}" if isinstance(ton, Ton) else ""


def _farbe(ton: StrEnum) -> str:
    """Colours of a state; a Ton gets its own from the style sheet, light and dark."""
    if isinstance(ton, Ton):
        return ""
    zeichen = zeichen_of(ton)
    return f"background:{zeichen.farbe};color:{zeichen.schrift}"


def _liste(block: Liste) -> str:
    if not block.zeilen:
        return tag("p", text(block.leer), cls="folie-leer") if block.leer else ""
    return tag("ol", *(_zeile(zeile) for zeile in block.zeilen), cls="folie-liste")


def _zeile(zeile: Zeile) -> str:
    marke_ = marke(zeile.marke) if zeile.marke else ""
    detail = tag("span", marke_, text(zeile.text), cls="detail") if marke_ or zeile.text else ""
    was = tag("span", tag("strong", text(zeile.titel)), detail, cls="was")
    return tag("li", tag("span", text(zeile.vorn), cls="vorn"), was)


def marke(value: Marke) -> str:
    """Shape, word and colour of a state, large."""
    symbol = tag("span", text(zeichen_of(value.wert).symbol), aria_hidden="true")
    return tag("span", symbol, text(f" {value.text}"), cls="folie-marke", style=_farbe(value.wert))


def _marken(block: Marken) -> str:
    items = (tag("li", tag("span", text(achse), cls="achse"), marke(wert)) for achse, wert in block.marken)
    return tag("ul", *items, cls="folie-marken")


_DRAW: dict[type, Callable[..., str]] = {Zahlen: _zahlen, Balken: _balken, Liste: _liste, Marken: _marken}
