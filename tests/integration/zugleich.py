"""Processes of their own that begin the same work at the same moment."""

import multiprocessing
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection

from db.engine import make_engine
from db.migrate import migrate
from ilm_data.services.start import prepare_store

PROZESSE = multiprocessing.get_context("forkserver")
PROZESSE.set_forkserver_preload(["ilm_data.services.start"])
GEDULD = 60


def migrate_url(url: str) -> None:
    migrate(make_engine(url))


def prepare_url(url: str) -> None:
    prepare_store(make_engine(url))


def run_at_once(work: Callable[[str], None], url: str, anzahl: int) -> list[str]:
    """Runs `work(url)` in so many new processes at once; returns the error of each, "" for none."""
    ends = [PROZESSE.Pipe() for _ in range(anzahl)]
    processes = [PROZESSE.Process(target=_report, args=(work, url, there)) for _, there in ends]
    for process in processes:
        process.start()
    assert [_receive(here) for here, _ in ends] == ["bereit"] * anzahl
    for here, _ in ends:
        here.send("los")
    errors = [_receive(here) for here, _ in ends]
    for process in processes:
        process.join(GEDULD)
    return errors


def _report(work: Callable[[str], None], url: str, end: Connection) -> None:
    end.send("bereit")
    end.recv()
    try:
        work(url)
    except BaseException:
        end.send(traceback.format_exc())
    else:
        end.send("")


def _receive(end: Connection) -> str:
    assert end.poll(GEDULD), "ein Prozess antwortet nicht"
    return str(end.recv())
