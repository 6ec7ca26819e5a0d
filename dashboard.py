"""The front door: one ASGI app. `streamlit run dashboard.py` finds it."""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from ilm_data.heute import heute
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.services.start import prepare_store
from ui.blick.routen import warm_up
from ui.fehler import show_script_error
from ui.http import ROUTES, Frontdoor
from ui.laufzeit import write_lines

try:
    heute()
except RegelVerletzt as error:
    # Before the server: what goes wrong inside of it ends in a traceback.
    sys.exit(str(error))


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Brings the store up to date before the first visitor, or refuses to start."""
    write_lines()
    prepare_store()
    # Aside: nobody waits for the first drawing but a reader of /blick who comes at once.
    Thread(target=warm_up, daemon=True, name="blick").start()
    # What the imports made lives as long as the process; collecting it again and again costs 100 ms a run.
    gc.freeze()
    yield {}


app = st.App(
    Path(__file__).parent / "ui" / "script.py",
    routes=ROUTES,
    middleware=[Middleware(Frontdoor)],
    lifespan=lifespan,
    on_script_error=show_script_error,
)
