"""How long each run of a page took, as one structured line; slow ones with their parts.

A line names the page and a random number of the visit (one open tab): no account, no address of a computer, no query.
"""

import json
import logging
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import streamlit as st

from db.settings import settings

log = logging.getLogger("ilm.lauf")
BESUCH = "besuch_nummer"


@dataclass
class Lauf:
    """One run of the script. `seite` is known once the menu is made; `teile` are milliseconds by part."""

    seite: str = ""
    teile: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def teil(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.teile[name] = _since(start)


@contextmanager
def measured() -> Iterator[Lauf]:
    """Around a whole run; writes its line also when the page stops half-way."""
    lauf, start = Lauf(), time.perf_counter()
    try:
        yield lauf
    finally:
        _write(lauf, _since(start))


def _write(lauf: Lauf, ms: int) -> None:
    slow = ms >= settings().langsam_ms
    felder = {"seite": f"/{lauf.seite}", "besuch": _besuch(), "ms": ms} | ({"teile": lauf.teile} if slow else {})
    log.log(logging.WARNING if slow else logging.INFO, "Seite langsam" if slow else "Seite", extra={"felder": felder})


def _besuch() -> str:
    """A random number per open tab, kept on the server only."""
    return str(st.session_state.setdefault(BESUCH, secrets.token_hex(4)))


def _since(start: float) -> int:
    return round((time.perf_counter() - start) * 1000)


class JsonZeile(logging.Formatter):
    """One JSON object per line: zeit (UTC), stufe, text, the fields of the record, fehler with its traceback."""

    def format(self, record: logging.LogRecord) -> str:
        zeile = {
            "zeit": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "stufe": record.levelname,
            "text": record.getMessage(),
            **getattr(record, "felder", {}),
        }
        if record.exc_info:
            zeile["fehler"] = self.formatException(record.exc_info)
        return json.dumps(zeile, ensure_ascii=False)


def write_lines() -> None:
    """Everything our own loggers say goes to stderr as JSON lines, once."""
    logger = logging.getLogger("ilm")
    if any(isinstance(handler.formatter, JsonZeile) for handler in logger.handlers):
        return
    handler = logging.StreamHandler()
    handler.setFormatter(JsonZeile())
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
