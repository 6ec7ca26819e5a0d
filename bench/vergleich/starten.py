"""Servers of the peers: on a free port, in a folder of their own, awaited, stopped at the end."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.server import HEUTE, ROOT, free_port, wait_for

PEERS = Path(__file__).parent
HEALTH = "/_stcore/health"
# Named, or Streamlit asks an outside service for its own address.
STREAMLIT = (sys.executable, "-m", "streamlit", "run", "--server.headless=true", "--server.port=PORT")
STREAMLIT += ("--browser.serverAddress=localhost", "--browser.gatherUsageStats=false")


@contextmanager
def running(command: Sequence[str], *, health: str, cwd: Path, env: Mapping[str, str]) -> Iterator[str]:
    """The base address of a server that is started with this command ("PORT" in it is filled in)."""
    port = free_port()
    filled = [part.replace("PORT", str(port)) for part in command]
    with (cwd / f"{port}.log").open("wb") as log:
        server = subprocess.Popen(filled, cwd=cwd, env=os.environ | dict(env), stdout=log, stderr=log)
        try:
            base = f"http://localhost:{port}"
            wait_for(base + health)
            yield base
        finally:
            server.terminate()
            server.wait()


def make_demo_store(folder: Path) -> str:
    """URL of a fresh store with the demo history."""
    url = f"sqlite:///{folder / 'bench.sqlite3'}"
    env = os.environ | {"ILM_DATABASE_URL": url, "ILM_HEUTE": HEUTE}
    for command in ("init", "demo"):
        args = [sys.executable, "-m", "ilm_data", command]
        subprocess.run(args, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    return url
