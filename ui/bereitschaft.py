"""/healthz: the process is up. /readyz: the store answers and has the schema this program expects."""

import logging

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from db.engine import default_engine
from db.migrate import is_migrated
from ilm_data.queries.datenstand import read_datenstand

log = logging.getLogger("ilm")
NICHT_GESPEICHERT = {"Cache-Control": "no-store"}


async def healthz(_request: Request) -> Response:
    """Asks nothing of the database: a slow store must not get the process killed."""
    return JSONResponse({"status": "ok"}, headers=NICHT_GESPEICHERT)


async def readyz(_request: Request) -> Response:
    """200 when visitors can be sent here, else 503 with what is missing; reasons stand in the log only."""
    parts = await run_in_threadpool(_parts)
    ready = all(value == "ok" for value in parts.values())
    body = {"status": "ok" if ready else "nicht bereit", **parts}
    return JSONResponse(body, status_code=200 if ready else 503, headers=NICHT_GESPEICHERT)


def _parts() -> dict[str, str]:
    try:
        migrated = is_migrated(default_engine())
        if migrated:
            read_datenstand(default_engine())
    except SQLAlchemyError:
        log.exception("Bereitschaft: der Datenbestand antwortet nicht")
        return {"datenbank": "nicht erreichbar", "schema": "unbekannt"}
    return {"datenbank": "ok", "schema": "ok" if migrated else "veraltet"}


ROUTES = [Route("/healthz", healthz), Route("/readyz", readyz)]
