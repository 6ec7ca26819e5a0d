"""Many at once: people who click, halls of projectors that only wait, and whether an hour of it lets memory grow.

All of them are visitors of bench/besucher.py in one process beside the server's, on the same machine: what they take
of its cores is missing to the server, so the true figures are no worse.
"""

import asyncio
import random
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path

import httpx
from sqlalchemy import Engine

from bench.bestand import make_bestand
from bench.besucher import Besucher
from bench.prozess import cpu_seconds, memory_mb
from bench.server import Server, serve
from bench.skripte import serve_empty, writer
from db.engine import make_engine
from ui.pulsschlag import PFAD as PULS

HANDELNDE, ZUSCHAUER = 50, 200
WEGE = (
    "/",
    "/handlungsfelder?feld=2",
    "/massnahme?massnahme=2020-6.1-M1",
    "/termine",
    "/zustaendigkeiten",
    "/aenderungen",
    "/indikatoren",
)
PROJEKTOR = "/sitzung?folie=lage&embed=true"
# Everybody of fifty does something every half minute: that is an hour.
HANDLUNGEN_JE_STUNDE = HANDELNDE * 120


def measure() -> dict[str, float]:
    with _haus() as (server, engine):
        figures = asyncio.run(_acting(server))
        figures |= asyncio.run(_watching(server, engine))
        figures |= asyncio.run(_hour(server))
    with tempfile.TemporaryDirectory() as folder, serve_empty(Path(folder)) as base:
        floor = _at(asyncio.run(_at_once_empty(base)), 0.95)
        return figures | {"leere Streamlit-Seite, 50 im selben Augenblick, p95, ms": floor}


@contextmanager
def _haus() -> Iterator[tuple[Server, Engine]]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.sqlite3"
        engine = make_engine(url)
        make_bestand(engine, 1)
        with serve(url, Path(folder) / "server.log", {"ILM_LANGSAM_MS": "1000"}) as server:
            yield server, engine
        engine.dispose()


@asynccontextmanager
async def _visitors(server: Server, anzahl: int, pfad: str) -> AsyncIterator[list[Besucher]]:
    async with AsyncExitStack() as stack:
        alle = [await stack.enter_async_context(Besucher(server.base)) for _ in range(anzahl)]
        for each in alle:
            await each.oeffnen(pfad)
        yield alle


# --- fifty who act ------------------------------------------------------------------------------


async def _acting(server: Server, runden: int = 10, dauer: float = 20.0, pause: float = 2.0) -> dict[str, float]:
    """All in the very same moment, and each with its own pause for thought (25 clicks a second)."""
    before = memory_mb(server.pid)
    async with _visitors(server, HANDELNDE, "/") as alle:
        je_sitzung = (memory_mb(server.pid) - before) / HANDELNDE
        zugleich = []
        for runde in range(runden):
            zugleich += await asyncio.gather(
                *(_seconds(each, WEGE[(n + runde) % len(WEGE)]) for n, each in enumerate(alle))
            )
        ende = time.monotonic() + dauer
        gruppen = await asyncio.gather(*(_act(each, ende, pause, random.Random(n)) for n, each in enumerate(alle)))
    mit_pause = [sekunden for gruppe in gruppen for sekunden in gruppe]
    return {
        "50 im selben Augenblick, Median, ms": _at(zugleich, 0.5),
        "50 im selben Augenblick, p95, ms": _at(zugleich, 0.95),
        "50 mit 2 s Denkpause, Median, ms": _at(mit_pause, 0.5),
        "50 mit 2 s Denkpause, p95, ms": _at(mit_pause, 0.95),
        "Speicher je offener Sitzung, MB": je_sitzung,
    }


async def _at_once_empty(base: str, runden: int = 10) -> list[float]:
    """The floor: what Streamlit takes for a page with one line."""
    async with AsyncExitStack() as stack:
        alle = [await stack.enter_async_context(Besucher(base)) for _ in range(HANDELNDE)]
        for each in alle:
            await each.oeffnen()
        rounds = [await asyncio.gather(*(each.nochmal() for each in alle)) for _ in range(runden)]
        return [answer.sekunden for each in rounds for answer in each]


async def _act(besucher: Besucher, ende: float, pause: float, zufall: random.Random) -> list[float]:
    found = []
    await asyncio.sleep(zufall.uniform(0, pause))
    while time.monotonic() < ende:
        found.append(await _seconds(besucher, zufall.choice(WEGE)))
        await asyncio.sleep(zufall.uniform(0.5 * pause, 1.5 * pause))
    return found


async def _seconds(besucher: Besucher, pfad: str) -> float:
    return (await besucher.gehe(pfad)).sekunden


def _at(sekunden: list[float], anteil: float) -> float:
    """The value that this share of them does not exceed, in milliseconds."""
    return sorted(sekunden)[min(len(sekunden) - 1, int(len(sekunden) * anteil))] * 1000


# --- two hundred who watch ----------------------------------------------------------------------


async def _watching(server: Server, engine: Engine, dauer: float = 30.0) -> dict[str, float]:
    """Share of one core while nothing happens, and how long until the last of them has seen a report."""
    async with _visitors(server, ZUSCHAUER, PROJEKTOR) as alle:
        ruhe = {
            f"200 Projektoren warten, Puls {takt} s, Anteil eines Kerns in %": await _idle(server, takt, dauer)
            for takt in (5, 1)
        }
        report = writer(engine)
        start = time.perf_counter()
        report()
        await asyncio.gather(*(each.nochmal() for each in alle))
        return ruhe | {"200 Projektoren zeigen eine Meldung, der letzte, ms": (time.perf_counter() - start) * 1000}


async def _idle(server: Server, takt: float, dauer: float) -> float:
    """Percent of a core; every viewer asks for the pulse on its own kept connection, as browsers do."""
    limits = httpx.Limits(max_connections=ZUSCHAUER, max_keepalive_connections=ZUSCHAUER)
    async with httpx.AsyncClient(base_url=server.base, limits=limits) as client:
        ende = time.monotonic() + dauer
        before, start = cpu_seconds(server.pid), time.monotonic()
        await asyncio.gather(*(_feel(client, takt, ende, n / ZUSCHAUER) for n in range(ZUSCHAUER)))
        return (cpu_seconds(server.pid) - before) / (time.monotonic() - start) * 100


async def _feel(client: httpx.AsyncClient, takt: float, ende: float, versatz: float) -> None:
    await asyncio.sleep(takt * versatz)
    while time.monotonic() < ende:
        (await client.get(PULS)).raise_for_status()
        await asyncio.sleep(takt)


# --- an hour ------------------------------------------------------------------------------------


async def _hour(server: Server, gruppen: int = 12) -> dict[str, float]:
    """As many clicks as fifty people make in an hour, one after the other, by visitors who come and go.

    Memory after the first twelfth, when all caches are filled, beside memory at the end.
    """
    verlauf = []
    for gruppe in range(gruppen):
        for _ in range(HANDLUNGEN_JE_STUNDE // gruppen // (10 * len(WEGE))):
            async with _visitors(server, 10, "/") as alle:
                for pfad in WEGE:
                    await asyncio.gather(*(each.gehe(pfad) for each in alle))
        verlauf.append(memory_mb(server.pid))
        print(f"  Stunde, Teil {gruppe + 1} von {gruppen}: {verlauf[-1]:.0f} MB", flush=True)
    return {"Speicher nach 5 Minuten, MB": verlauf[0], "Speicher nach einer Stunde, MB": verlauf[-1]}


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{value:>10.1f}  {name}")
