"""The app on a free port, as `make run` starts it, with its log lines at hand."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HEUTE = "2026-11-22"


@dataclass(frozen=True)
class Server:
    """A running server: its address, its process id (for memory and processor time), and what it logs."""

    base: str
    pid: int
    log: Path

    def log_end(self) -> int:
        return self.log.stat().st_size

    def seiten_since(self, ende: int) -> list[dict[str, Any]]:
        """The "Seite" lines after this place of the log (ui/laufzeit.py): page, milliseconds, parts when slow."""
        with self.log.open("rb") as datei:
            datei.seek(ende)
            rows = [json.loads(line) for line in datei if line.startswith(b"{")]
        return [row for row in rows if row.get("text", "").startswith("Seite")]


@contextmanager
def serve(url: str, log: Path, env: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Until the block ends. Slow pages are logged with their parts from the first millisecond on."""
    port = free_port()
    umgebung = os.environ | {"ILM_DATABASE_URL": url, "ILM_HEUTE": HEUTE, "ILM_LANGSAM_MS": "0"} | dict(env or {})
    args = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    with log.open("wb") as ziel:
        process = subprocess.Popen(args, cwd=ROOT, env=umgebung, stdout=ziel, stderr=ziel)
        try:
            base = f"http://localhost:{port}"
            wait_for(f"{base}/readyz")
            yield Server(base, process.pid, log)
        finally:
            process.terminate()
            process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(url, timeout=1).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(f"{url} antwortet nicht")
