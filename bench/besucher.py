"""A visitor without a browser: speaks Streamlit's protocol over its websocket, as the page in a browser does.

    async with Besucher("http://localhost:8501") as besucher:
        await besucher.oeffnen("/termine?tage=90")
        await besucher.gehe("/handlungsfelder")
        await besucher.waehle("wahl_feld", string_value="2")

What a browser does besides (bundle, fonts, drawing) is not in these figures; bench/seiten.py measures that.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from sqlalchemy import Engine, select
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from db.engine import read_session
from db.models import Nutzer
from ilm_data.services.anmeldung import open_anmeldung, redeem_ticket
from ui.anmeldung.cookies import browser_cookie, session_cookie

STREAM = "/_stcore/stream"
GANZ_FERTIG = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
AUSLOESER = ("trigger_value", "json_trigger_value", "string_trigger_value")


@dataclass(frozen=True)
class Antwort:
    """One run as the visitor sees it: from the request to "script finished", and what came meanwhile."""

    sekunden: float
    bytes: int
    deltas: int


class Besucher:
    """One open tab. `kekse` is a Cookie header, as `kekse_of` makes it for an account; "" for a visitor."""

    def __init__(self, base: str, kekse: str = "") -> None:
        self.base = base.rstrip("/")
        self.kekse = kekse
        self.seite, self.frage = "", ""
        self.widgets: dict[str, tuple[str, str]] = {}
        self.texte: list[str] = []
        self._gewaehlt: dict[str, WidgetState] = {}
        self._bekannt: set[str] = set()
        self._ws: ClientConnection | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._ws is not None:
            await self._ws.close()

    async def oeffnen(self, pfad: str = "/") -> Antwort:
        """A new connection and its first run, as after typing the address; the handshake counts."""
        start = time.perf_counter()
        if self._ws is not None:
            await self._ws.close()
        self._gewaehlt, self._bekannt, self.widgets = {}, set(), {}
        kopf = {"Origin": self.base} | ({"Cookie": self.kekse} if self.kekse else {})
        url = self.base.replace("http", "ws", 1) + STREAM
        self._ws = await connect(url, origin=None, subprotocols=["streamlit"], additional_headers=kopf, max_size=None)  # type: ignore[list-item]
        return await self.gehe(pfad, start)

    async def gehe(self, pfad: str, start: float | None = None) -> Antwort:
        """Another page, or another address of the same one, in this connection."""
        teile = urlsplit(pfad)
        self.seite, self.frage = teile.path.strip("/"), teile.query
        self._gewaehlt = {}
        return await self._run(start)

    async def nochmal(self) -> Antwort:
        """The same once more, like any click that changes nothing."""
        return await self._run(None)

    async def waehle(self, key: str, **wert: object) -> Antwort:
        """Sets the widget of this key, e.g. string_value="2" or trigger_value=True for a button.

        A widget inside a fragment runs its fragment only, as in a browser.
        """
        widget_id, fragment = self.widgets[key]
        state = WidgetState(id=widget_id, **wert)  # type: ignore[arg-type]
        answer = await self._run(None, state, fragment)
        if not any(name in wert for name in AUSLOESER):
            self._gewaehlt[widget_id] = state
        return answer

    async def _run(self, start: float | None, neu: WidgetState | None = None, fragment: str = "") -> Antwort:
        assert self._ws is not None
        start = time.perf_counter() if start is None else start
        await self._ws.send(self._request(neu, fragment).SerializeToString())
        size = deltas = 0
        if not fragment:
            self.texte = []
        while True:
            payload = await self._ws.recv(decode=False)
            msg = ForwardMsg.FromString(payload)
            size += len(payload)
            deltas += self._note(msg)
            if msg.WhichOneof("type") == "script_finished" and msg.script_finished in GANZ_FERTIG:
                return Antwort(time.perf_counter() - start, size, deltas)

    def _request(self, neu: WidgetState | None, fragment: str) -> BackMsg:
        msg = BackMsg()
        zustand = msg.rerun_script
        zustand.page_name, zustand.query_string, zustand.fragment_id = self.seite, self.frage, fragment
        zustand.cached_message_hashes.extend(sorted(self._bekannt))
        zustand.context_info.url = f"{self.base}/{self.seite}"
        zustand.context_info.timezone, zustand.context_info.locale = "Europe/Berlin", "de-DE"
        states = self._gewaehlt | ({neu.id: neu} if neu else {})
        zustand.widget_states.widgets.extend(states.values())
        return msg

    def _note(self, msg: ForwardMsg) -> int:
        """Remembers what a browser would: cached messages, widgets, the address. Returns how many deltas it was."""
        art = msg.WhichOneof("type")
        if msg.metadata.cacheable:
            self._bekannt.add(msg.hash)
        if art == "page_info_changed":
            self.frage = msg.page_info_changed.query_string
        if art == "delta":
            self._note_element(msg.delta)
        return int(art in ("delta", "ref_hash"))

    def _note_element(self, delta: Delta) -> None:
        if delta.WhichOneof("type") != "new_element":
            return
        art = delta.new_element.WhichOneof("type")
        element = getattr(delta.new_element, art) if art else None
        widget_id = getattr(element, "id", "")
        if art in ("markdown", "html", "exception"):
            self.texte.append(getattr(element, "body", "") or getattr(element, "message", ""))
        if isinstance(widget_id, str) and widget_id.startswith("$$ID-"):
            # $$ID-<hash>-<key of the program>; "None" for a widget without a key.
            self.widgets[widget_id.split("-", 2)[-1]] = (widget_id, delta.fragment_id)


def kekse_of(engine: Engine, name: str) -> str:
    """A Cookie header of a browser in which this account is logged in: the session is made in the store itself."""
    browser, now = f"bench-{name}", datetime.now(UTC)
    with read_session(engine) as session:
        nutzer_id = session.scalars(select(Nutzer.id).where(Nutzer.name == name)).one()
    ticket = open_anmeldung(engine, nutzer_id=nutzer_id, browser=browser, jetzt=now).ticket
    cookie = redeem_ticket(engine, ticket=ticket, browser=browser, jetzt=now)
    return f"{browser_cookie()}={browser}; {session_cookie()}={cookie}"
