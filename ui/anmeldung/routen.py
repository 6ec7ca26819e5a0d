"""The addresses a browser talks to besides Streamlit: exchange a ticket for the cookie, log out, and "I am here".

All change something, so all are POST and believe only our own pages: a foreign, null or missing Origin is refused.
"""

from urllib.parse import parse_qs, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from db.engine import default_engine
from db.settings import settings
from ilm_data.heute import jetzt
from ilm_data.services.aktive_anmeldung import find_anmeldung, touch
from ilm_data.services.anmeldung import end_browser, redeem_ticket
from ui.anmeldung.cookies import browser_cookie, drop_session_cookie, session_cookie, set_cookie

EINLOESEN = "/ilm/einloesen"
ABMELDEN = "/ilm/abmelden"
AKTIV = "/ilm/aktiv"
MAX_BODY = 1000


async def redeem(request: Request) -> Response:
    """204 with the session cookie; 403, always the same, for everything that is not right."""
    if not is_own_page(request):
        return _refused()
    ticket = await _ticket(request)
    browser = request.cookies.get(browser_cookie(), "")
    cookie = await run_in_threadpool(redeem_ticket, default_engine(), ticket=ticket, browser=browser, jetzt=jetzt())
    if cookie is None:
        return _refused()
    response = Response(status_code=204, headers={"Cache-Control": "no-store"})
    set_cookie(response, session_cookie(), cookie, request.url.scheme)
    return response


async def log_out(request: Request) -> Response:
    """Ends every session of this browser and leads to the start page."""
    if not is_own_page(request):
        return _refused()
    browser = request.cookies.get(browser_cookie(), "")
    await run_in_threadpool(end_browser, default_engine(), browser=browser, jetzt=jetzt())
    response = RedirectResponse("/", status_code=303, headers={"Cache-Control": "no-store"})
    drop_session_cookie(response, request.url.scheme)
    return response


async def stay(request: Request) -> Response:
    """A key or a click of a person: the idle limit counts from now. 204 for everybody; an ended session stays ended."""
    if not is_own_page(request):
        return _refused()
    await run_in_threadpool(
        _touch, request.cookies.get(session_cookie(), ""), request.cookies.get(browser_cookie(), "")
    )
    return Response(status_code=204, headers={"Cache-Control": "no-store"})


def _touch(cookie: str, browser: str) -> None:
    engine, now = default_engine(), jetzt()
    found = find_anmeldung(engine, anmeldung_id=None, cookie=cookie, browser=browser, jetzt=now)
    if found:
        touch(engine, found, jetzt=now)


def is_own_page(request: Request) -> bool:
    """Whether the browser says that one of our own pages sent this."""
    origins = request.headers.getlist("origin")
    if len(origins) != 1 or request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = urlsplit(origins[0])
    schemes = ("https",) if settings().cookie_secure else ("http", "https")
    return origin.scheme in schemes and origin.netloc != "" and origin.netloc == request.headers.get("host")


async def _ticket(request: Request) -> str:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            return ""
    return parse_qs(body.decode("ascii", "replace")).get("ticket", [""])[0]


def _refused() -> Response:
    return Response("Abgelehnt", status_code=403, media_type="text/plain; charset=utf-8")


ROUTES = [
    Route(EINLOESEN, redeem, methods=["POST"]),
    Route(ABMELDEN, log_out, methods=["POST"]),
    Route(AKTIV, stay, methods=["POST"]),
]
