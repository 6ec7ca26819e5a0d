"""Our own few static files: held in memory, compressed once, kept by the browser for as long as they stay the same."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

STATIC = Path(__file__).parent / "static"
SCRIPTS = ("app.js", "feldwahl.js")
FILES = {"app.css": "text/css", "icon.svg": "image/svg+xml"} | dict.fromkeys(SCRIPTS, "text/javascript")
FUER_IMMER = "public, immutable, max-age=31536000"


@dataclass(frozen=True)
class Datei:
    """`version` changes with every byte of the content."""

    body: bytes
    packed: bytes
    version: str


@cache
def _load(name: str) -> Datei:
    body = (STATIC / name).read_bytes()
    return Datei(body, gzip.compress(body, 9, mtime=0), hashlib.sha256(body).hexdigest()[:16])


def address_of(name: str) -> str:
    """The address under which a browser may keep this very version for good."""
    return f"/ilm/{name}?v={_load(name).version}"


async def own_file(request: Request) -> Response:
    """One of our few static files; anything else is 404."""
    name = request.path_params["name"]
    if name not in FILES:
        return Response("Nicht gefunden", status_code=404, media_type="text/plain; charset=utf-8")
    datei = _load(name)
    is_this = request.query_params.get("v") == datei.version
    headers = {"Cache-Control": FUER_IMMER if is_this else "no-cache", "ETag": f'"{datei.version}"'}
    headers["Vary"] = "Accept-Encoding"
    if f'"{datei.version}"' in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(datei.packed, media_type=FILES[name], headers=headers | {"Content-Encoding": "gzip"})
    return Response(datei.body, media_type=FILES[name], headers=headers)
