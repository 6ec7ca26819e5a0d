"""The pulse: one short line that changes whenever the projector has something new to show.

A projector asks every second. A look at the counter costs a tenth of a Streamlit run, and all who ask within a third of
a second get the same answer, so a hall full of idle viewers is as cheap as one.
"""

import time
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from db.engine import default_engine
from ilm_data.heute import heute
from ilm_data.queries.datenstand import read_datenstand

PFAD = "/ilm/puls"
GILT_SEKUNDEN = 0.3


def read_puls() -> str:
    """Counter of changes and today: the state of the slides follows both."""
    return f"{read_datenstand(default_engine())}/{heute().isoformat()}"


@dataclass
class _Gelesen:
    """The last answer, shared by everybody; it holds nothing but a number and a date."""

    um: float = float("-inf")
    puls: str = ""


_gelesen = _Gelesen()


async def puls(_request: Request) -> Response:
    if time.monotonic() - _gelesen.um > GILT_SEKUNDEN:
        _gelesen.puls = await run_in_threadpool(read_puls)
        _gelesen.um = time.monotonic()
    return PlainTextResponse(_gelesen.puls, headers={"Cache-Control": "no-store"})


ROUTES = [Route(PFAD, puls)]
