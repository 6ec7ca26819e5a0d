"""The addresses of the calendar feeds: /kalender/alle.ics, /kalender/stelle/<kennung>.ics, /kalender/feld/<nr>.ics."""

import hashlib
from functools import lru_cache

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from db.engine import default_engine
from db.settings import settings
from ilm_data.heute import heute
from ilm_data.queries.datenstand import has_beispieldaten, read_datenstand
from ilm_data.queries.eintraege import list_eintraege
from ilm_data.queries.eintrag import Eintrag
from ilm_data.queries.fassungen import load_fassung
from ilm_data.queries.kalenderfeeds import Feed, find_feed, is_open_with, select_feed
from ilm_data.queries.sicht import Sicht

PRAEFIX = "/kalender/"
TYP = "text/calendar; charset=utf-8"
NUR_MIT_SCHLUESSEL = "Dieser Kalender ist nur mit einer gültigen persönlichen Adresse zu lesen."


async def feed(request: Request) -> Response:
    """The feed; 304 when the reader has it already, 403 without a key where one is needed, 404 for an unknown one."""
    return await run_in_threadpool(_answer, request)


def _answer(request: Request) -> Response:
    kennung = request.path_params["kennung"]
    engine = default_engine()
    # Asked first: without a key nobody learns which feeds there are.
    if not settings().lesen_ohne_anmeldung and not is_open_with(engine, kennung, _schluessel(request)):
        return _plain(NUR_MIT_SCHLUESSEL, 403)
    fassung = load_fassung(engine, heute())
    sicht = Sicht(fassung.kurz, heute()) if fassung else None
    found = find_feed(engine, kennung, sicht) if sicht else None
    if sicht is None or found is None:
        return _plain("Diesen Kalender gibt es nicht.", 404)
    return _calendar(request, found, sicht)


def _calendar(request: Request, found: Feed, sicht: Sicht) -> Response:
    # Only a feed needs the calendar library; the app starts without it.
    from ilm_data.berichte.kalender import Kalender, to_ics

    stand, adresse = read_datenstand(default_engine()), str(request.base_url).rstrip("/")
    etag = _etag(stand, sicht, found.kennung, adresse)
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    if etag in [part.strip() for part in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    kalender = Kalender(found.name, adresse, has_beispieldaten(default_engine()))
    body = to_ics(select_feed(_eintraege(stand, sicht), found, sicht.stichtag), kalender)
    dateiname = f"{found.kennung.replace('/', '-')}.ics"
    headers["Content-Disposition"] = f'inline; filename="{dateiname}"'
    return Response(body, media_type=TYP, headers=headers)


@lru_cache(maxsize=4)
def _eintraege(_stand: int, sicht: Sicht) -> tuple[Eintrag, ...]:
    """One list for all feeds of a datenstand and day."""
    return list_eintraege(default_engine(), sicht)


def _etag(stand: int, sicht: Sicht, kennung: str, adresse: str) -> str:
    """Changes with the data, and with the day: windows close by themselves."""
    parts = "|".join((settings().database_url, str(stand), sicht.stichtag.isoformat(), sicht.fassung, kennung, adresse))
    return f'"{hashlib.sha256(parts.encode()).hexdigest()[:32]}"'


def _schluessel(request: Request) -> str:
    return request.query_params.get("schluessel", "")[:200]


def _plain(satz: str, status: int) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(satz, status_code=status, media_type="text/plain; charset=utf-8", headers=headers)


ROUTES = [Route(PRAEFIX + "{kennung:path}.ics", feed)]


def feed_address(kennung: str, schluessel: str = "") -> str:
    """The address of a feed, relative to the app's root."""
    return f"{PRAEFIX}{kennung}.ics" + (f"?schluessel={schluessel}" if schluessel else "")
