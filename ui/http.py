"""What our server says beside Streamlit: our own files, /healthz, the login's routes, and the headers of every answer.

The index page is Streamlit's; on its way out it gets lang="de", our title, style sheet and script.
"""

import re
from functools import lru_cache
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import bereitschaft, buendel, kalender, pulsschlag, vorladen
from ui.anmeldung import routen
from ui.anmeldung.cookies import browser_cookie, new_browser_cookie
from ui.blick import routen as blick_routen
from ui.dateien import FUER_IMMER, SCRIPTS, address_of, own_file
from ui.navigation import BLICK
from ui.texte import APP_NAME

CSP = (
    "default-src 'self'; script-src 'self'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; "
    "worker-src 'self' blob:; frame-ancestors 'self'; base-uri 'self'; form-action 'self'; object-src 'none'"
)
OHNE_SCRIPT = (
    "<noscript><p>Bitte schalten Sie JavaScript ein, um diese Seite zu nutzen. "
    f'Den Überblick gibt es auch ohne: <a href="{BLICK}">Auf einen Blick</a>.</p></noscript>'
)


ROUTES = [
    *bereitschaft.ROUTES,
    *routen.ROUTES,
    *kalender.ROUTES,
    *blick_routen.ROUTES,
    *pulsschlag.ROUTES,
    Route("/ilm/{name}", own_file),
]


def germanize(index: str, path: str = "/") -> str:
    """Streamlit's index page in German: language, title, our style sheet and script, and what `path` will need."""
    index = index.replace('<html lang="en">', '<html lang="de">', 1)
    index = re.sub(r"<title>.*?</title>", f"<title>{APP_NAME}</title>", index, count=1)
    index = index.replace('href="./favicon.png"', f'href="{address_of("icon.svg")}"', 1)
    index = re.sub(r'<link rel="service-desc"[^>]*>', "", index, count=1)
    # Its one inline script only serves search engines; the policy forbids inline scripts.
    index = re.sub(r"<script>\s*window\.prerenderReady = false\s*</script>", "", index, count=1)
    # From the root, or an address with two levels, like /massnahme/2020-2.9-M1, stays a white page.
    index = re.sub(r'(src|href)="\./', r'\1="/', index)
    index = re.sub(r"<noscript>.*?</noscript>", OHNE_SCRIPT, index, count=1, flags=re.DOTALL)
    scripts = "".join(f'<script src="{address_of(name)}"></script>' for name in SCRIPTS)
    ours = f'<link rel="stylesheet" href="{address_of("app.css")}">{scripts}'
    return index.replace("</head>", ours + vorladen.links(path, index) + "</head>", 1)


class Frontdoor:
    """ASGI middleware: security headers on every answer, German on the index page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.gepackt = buendel.load()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        packed = self.gepackt.get(scope["path"])
        if packed and "gzip" in Headers(scope=scope).get("accept-encoding", ""):
            await _packed_file(_read(packed), scope["path"])(scope, receive, _Answer(send))
            return
        if scope["path"].startswith(BLICK):
            # Complete as it is: our own page, already compressed.
            await self.app(scope, receive, _Answer(send))
            return
        await self.app(_uncompressed(scope), receive, _Answer(send, _missing_cookie(scope), scope["path"]))


@lru_cache(maxsize=300)
def _read(packed: Path) -> bytes:
    """Kept in memory once asked for: a page is a hundred small files, and a look at the disk for each costs threads."""
    return packed.read_bytes()


def _packed_file(packed: bytes, path: str) -> Response:
    """A script or style of the bundle; its name carries a hash, so a browser keeps it for good."""
    headers = {
        "Content-Encoding": "gzip",
        "Vary": "Accept-Encoding",
        "Cache-Control": FUER_IMMER,
    }
    return Response(packed, media_type=buendel.ARTEN[Path(path).suffix], headers=headers)


def _uncompressed(scope: Scope) -> Scope:
    """Asks for a page without compression, so that it can be rewritten; scripts and fonts keep theirs."""
    if scope["path"].startswith(("/static/", "/_stcore/", "/media/", "/component/")):
        return scope
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]}


def _missing_cookie(scope: Scope) -> str:
    """The Set-Cookie value for a browser that has no name yet, else ''."""
    if HTTPConnection(scope).cookies.get(browser_cookie()):
        return ""
    return new_browser_cookie(scope["scheme"])


class _Answer:
    """Passes an answer on; with a `path`, an HTML page is held back until it is whole, then rewritten."""

    def __init__(self, send: Send, browser: str = "", path: str = "") -> None:
        self.send = send
        self.browser = browser
        self.path = path
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            _secure(headers)
            is_html = headers.get("content-type", "").startswith("text/html")
            if self.path and is_html and "content-encoding" not in headers:
                self.start = message
                return
        elif self.start is not None:
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish()
            return
        await self.send(message)

    async def _finish(self) -> None:
        assert self.start is not None
        body = germanize(self.body.decode(), self.path).encode()
        headers = MutableHeaders(scope=self.start)
        if body:
            headers["content-length"] = str(len(body))
        else:
            # An answer to HEAD: "0" would be the length of another page.
            del headers["content-length"]
        # A 304 for the untouched page would bring back the English one.
        for name in ("etag", "last-modified"):
            if name in headers:
                del headers[name]
        headers["cache-control"] = "private, no-cache"
        if self.browser:
            headers.append("set-cookie", self.browser)
        await self.send(self.start)
        await self.send({"type": "http.response.body", "body": body})


def _secure(headers: MutableHeaders) -> None:
    headers["x-content-type-options"] = "nosniff"
    headers["referrer-policy"] = "same-origin"
    headers["permissions-policy"] = "camera=(), microphone=(), geolocation=()"
    # The glance brings a stricter policy that also says who may frame it.
    if "content-security-policy" not in headers:
        headers["x-frame-options"] = "SAMEORIGIN"
        headers["content-security-policy"] = CSP
