"""For tests of the login: an instant, a login by the real service, the server, and a visitor over its websocket."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import httpx
from sqlalchemy import Engine, select
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from db.engine import read_session
from db.models import Nutzer
from db.settings import ROOT
from ilm_data.rules.rechte import Akteur
from ilm_data.services.anmeldung import NeueAnmeldung, log_in, open_anmeldung
from ilm_data.services.beispiel import BEISPIEL_PASSWORT

JETZT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SOZIALAMT, VERWALTUNG = "beispiel-sozialamt", "beispiel-verwaltung"
BROWSER = "browser-eins"


def konto(engine: Engine, name: str = SOZIALAMT) -> Nutzer:
    with read_session(engine) as session:
        return session.scalars(select(Nutzer).filter_by(name=name)).one()


def akteur(engine: Engine, name: str = VERWALTUNG) -> Akteur:
    nutzer = konto(engine, name)
    return Akteur(nutzer.id, nutzer.name, nutzer.rolle, nutzer.stelle_id)


def versuche_anmeldung(engine: Engine, name: str = SOZIALAMT, **values: Any) -> NeueAnmeldung:
    """A login with the right password unless said otherwise."""
    defaults = {"kennwort": BEISPIEL_PASSWORT, "adresse": "10.0.0.1", "browser": BROWSER, "jetzt": JETZT}
    return log_in(engine, name=name, **defaults | values)


def neue_sitzung(
    engine: Engine, name: str = SOZIALAMT, browser: str = "", jetzt: datetime | None = None
) -> NeueAnmeldung:
    """A fresh session row; AppTest writes its id into session_state["anmeldung_id"] (its browser has no cookies)."""
    jetzt = jetzt or datetime.now(UTC)
    return open_anmeldung(engine, nutzer_id=konto(engine, name).id, browser=browser, jetzt=jetzt)


# --- the real server ----------------------------------------------------------------------------


@contextmanager
def run_server(url: str, **env: str) -> Iterator[str]:
    """`streamlit run dashboard.py` on a free port; yields its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "ILM_DATABASE_URL": url, **env})
    try:
        _wait(process, f"http://localhost:{port}")
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(20)


def _wait(process: "subprocess.Popen[bytes]", base: str) -> None:
    for _ in range(300):
        assert process.poll() is None, "der Server ist nicht gestartet"
        try:
            if httpx.get(f"{base}/healthz").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("der Server antwortet nicht")


@dataclass
class Browser:
    """What a browser keeps: its cookies. `post` is a fetch of one of our own pages unless headers say otherwise."""

    base: str
    cookies: dict[str, str] = field(default_factory=dict)

    def open(self, path: str = "/") -> httpx.Response:
        answer = httpx.get(self.base + path, headers={"Accept": "text/html", **self._cookie()})
        self._keep(answer)
        return answer

    def post(
        self, path: str, data: dict[str, str] | None = None, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        own = {"Origin": self.base, "Sec-Fetch-Site": "same-origin"}
        given = {**(own if headers is None else headers), **self._cookie()}
        answer = httpx.post(self.base + path, data=data or {}, headers=given)
        self._keep(answer)
        return answer

    def visit(self, path: str = "/rechenweise", origin: str | None = None) -> str:
        """What Streamlit draws for this browser: all HTML of one run, over the real websocket."""
        elements = (message.delta.new_element for message, _ in self._run(path, origin))
        return "\n".join(element.html.body for element in elements if element.WhichOneof("type") == "html")

    def traffic(self, path: str) -> str:
        """Every byte that one run sends to this browser: text, charts, options of widgets, all."""
        return "\n".join(raw.decode("utf-8", "replace") for _, raw in self._run(path))

    def _run(self, path: str, origin: str | None = None) -> Iterator[tuple[ForwardMsg, bytes]]:
        url, asked = self.base.replace("http", "ws", 1) + "/_stcore/stream", urlsplit(path)
        own = {"subprotocols": ["streamlit"], "additional_headers": self._cookie()}
        with connect(url, origin=origin or self.base, **own) as ws:  # type: ignore[arg-type]
            message = BackMsg()
            message.rerun_script.page_name = asked.path.strip("/")
            message.rerun_script.query_string = asked.query
            ws.send(message.SerializeToString())
            yield from _until_finished(ws)

    def is_logged_in(self) -> bool:
        drawn = self.visit()
        assert ("Abmelden" in drawn) != (">Anmelden<" in drawn), drawn
        return "Abmelden" in drawn

    def _cookie(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}

    def _keep(self, answer: httpx.Response) -> None:
        for name, value in answer.cookies.items():
            self.cookies[name] = value


def _until_finished(ws: Any) -> Iterator[tuple[ForwardMsg, bytes]]:
    while True:
        raw, message = ws.recv(timeout=30), ForwardMsg()
        message.ParseFromString(raw)
        if message.WhichOneof("type") == "script_finished":
            return
        yield message, raw
