"""The whole app without a browser: frame, menu and page as ui/script.py draws them, on a store of its own."""

from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser

from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from db.settings import ROOT
from ilm_data.queries.massnahmen import MassnahmeZeile, list_massnahmen
from ilm_data.queries.sicht import Sicht
from ui.navigation import UEBERBLICK, Seite

SKRIPT = ROOT / "ui" / "script.py"
FASSUNG = "2020"


@dataclass(frozen=True)
class Haus:
    """A store and the app that runs on it; `heute` is the app's today."""

    engine: Engine
    heute: date

    def open(self, seite: Seite = UEBERBLICK, **params: str) -> AppTest:
        """Draws a page as a visitor without login sees it at this address."""
        app = AppTest.from_file(str(SKRIPT), default_timeout=60)
        if seite is not UEBERBLICK:
            # Streamlit knows the pages only after a first run.
            app.run()
            app.switch_page(f"../pages/{seite.datei}")
        for name, value in params.items():
            app.query_params[name] = value
        return app.run()

    def zeilen(self, stichtag: date | None = None) -> tuple[MassnahmeZeile, ...]:
        """What the app has to show, asked for directly."""
        return list_massnahmen(self.engine, Sicht(FASSUNG, stichtag or self.heute))


def html_of(app: AppTest) -> str:
    """All HTML of our own on the page; the page must not have broken."""
    assert not app.exception, app.exception[0].stack_trace
    return "\n".join(element.body for element in app.get("html"))


class _Sichtbares(HTMLParser):
    """Leaves out what is hidden; our own HTML closes every element."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self.depth = 0

    def _add(self, part: str) -> None:
        if not self.depth:
            self.parts.append(part)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.depth or "hidden" in dict(attrs):
            self.depth += tag not in {"img", "br", "input"}
        else:
            self.parts.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if self.depth:
            self.depth -= 1
        else:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._add(data)

    def handle_entityref(self, name: str) -> None:
        self._add(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._add(f"&#{name};")


def visible(html: str) -> str:
    """What is seen of it: without the parts that wait for another choice."""
    parser = _Sichtbares()
    parser.feed(html)
    parser.close()
    return "".join(parser.parts)


def seen_of(app: AppTest) -> str:
    return visible(html_of(app))
