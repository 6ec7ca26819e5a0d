"""/blick and /blick/feld/<nr>: built once per datenstand and Sicht, sent compressed, 304 when nothing changed."""

import gzip
import hashlib
import logging
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from db.engine import default_engine
from db.settings import settings
from ilm_data.heute import heute, jetzt
from ilm_data.queries.datenstand import has_beispieldaten, read_datenstand
from ilm_data.queries.fassungen import load_fassung
from ilm_data.queries.massnahmen import list_massnahmen
from ilm_data.services.aktive_anmeldung import find_anmeldung
from ui.anmeldung.cookies import browser_cookie, session_cookie
from ui.blick.seite import draw, felder_of, plain
from ui.formate import parse_datum
from ui.kontext import Kontext
from ui.navigation import ANMELDEN, BLICK, HILFE, address

log = logging.getLogger("ilm")
HTML = "text/html; charset=utf-8"
_drawing = Lock()


@dataclass(frozen=True)
class Fertig:
    """A page ready to be sent, plain and compressed."""

    body: bytes
    packed: bytes
    etag: str


async def blick(request: Request) -> Response:
    """200, 304 for who has it, 400 for no day, 403 without login, 404 for no such field, 503 for an empty store."""
    return await run_in_threadpool(_answer, request)


def _answer(request: Request) -> Response:
    if not (settings().lesen_ohne_anmeldung or _is_logged_in(request)):
        return _sentence(403, "Bitte anmelden", "Diese Anwendung ist nur mit einem Konto zu lesen.", ANMELDEN.titel)
    asked = request.query_params.get("stichtag", "")[:40]
    stichtag = parse_datum(asked) if asked else heute()
    if stichtag is None:
        hinweis = "Das ist kein Datum. Bitte schreiben Sie den Stichtag so: ?stichtag=2025-12-31."
        return _sentence(400, "Kein Datum", hinweis, "Stand von heute", BLICK)
    if load_fassung(default_engine(), stichtag) is None:
        hinweis = "Der Datenbestand ist leer. Bitte laden Sie den Katalog mit: python -m ilm_data init"
        return _sentence(503, "Noch keine Daten", hinweis, "Hilfe", address(HILFE))
    page = _page(read_datenstand(default_engine()), heute(), stichtag, request.path_params.get("feld", ""))
    if page is None:
        return _sentence(404, "Nicht gefunden", "Dieses Handlungsfeld gibt es nicht.", "Alle Handlungsfelder", BLICK)
    return _send(request, page)


def _is_logged_in(request: Request) -> bool:
    found = find_anmeldung(
        default_engine(),
        anmeldung_id=None,
        cookie=request.cookies.get(session_cookie()),
        browser=request.cookies.get(browser_cookie(), ""),
        jetzt=jetzt(),
    )
    return found is not None and not found.passwort_wechseln


def _page(stand: int, today: date, stichtag: date, feld: str) -> Fertig | None:
    # One at a time: twenty readers after a change wait for one drawing instead of making twenty.
    with _drawing:
        return _drawn(settings().database_url, stand, today, stichtag, feld)


@lru_cache(maxsize=64)
def _drawn(_store: str, _stand: int, today: date, stichtag: date, feld: str) -> Fertig | None:
    """None for a field that the Fassung does not have, and for a store that was emptied in between."""
    engine = default_engine()
    fassung = load_fassung(engine, stichtag)
    if fassung is None:
        return None
    kontext = Kontext(today, stichtag, fassung, has_beispieldaten(engine))
    zeilen = list_massnahmen(engine, kontext.sicht)
    if feld and feld not in felder_of(zeilen):
        return None
    body = draw(zeilen, kontext, feld).encode()
    return Fertig(body, gzip.compress(body, 9, mtime=0), f'"{hashlib.sha256(body).hexdigest()[:32]}"')


def _send(request: Request, page: Fertig) -> Response:
    headers = {
        "ETag": page.etag,
        "Cache-Control": "private, no-cache",
        "Vary": "Accept-Encoding, Cookie",
        "Content-Security-Policy": _policy(),
    }
    if page.etag in [part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(page.packed, media_type=HTML, headers={**headers, "Content-Encoding": "gzip"})
    return Response(page.body, media_type=HTML, headers=headers)


def _policy() -> str:
    """No script at all; framed only by ourselves and by the sites the county names (ILM_EINBETTEN_IN)."""
    rahmen = " ".join(["'self'", *settings().einbetten_in.split()])
    return (
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; "
        f"base-uri 'self'; form-action 'none'; frame-ancestors {rahmen}"
    )


def _sentence(status: int, titel: str, satz: str, weiter: str, href: str = address(ANMELDEN)) -> Response:
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": _policy()}
    return Response(plain(titel, satz, href, weiter), status_code=status, media_type=HTML, headers=headers)


def warm_up() -> None:
    """Draws today's page, so that the first reader finds it. What fails here is only logged: the app runs without."""
    try:
        _page(read_datenstand(default_engine()), heute(), heute(), "")
    except Exception:
        log.exception("Die Seite %s konnte nicht vorgezeichnet werden", BLICK)


ROUTES = [Route(BLICK, blick), Route(BLICK + "/feld/{feld}", blick)]
