"""Streamlit's scripts and styles, compressed once when the program is installed: 4 MB on the line become 1.5 MB.

`python -m ui.buendel` (called by `make`) writes them; the server only sends what was made from the very files it has.
"""

import gzip
import hashlib
import json
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import streamlit

log = logging.getLogger("ilm")
QUELLE = Path(streamlit.__file__).parent / "static" / "static"
ZIEL = Path(sys.prefix) / "ilm-buendel"
VERZEICHNIS = "verzeichnis.json"
ARTEN = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
KLEINSTE = 1000


def compress(quelle: Path = QUELLE, ziel: Path = ZIEL) -> int:
    """Writes the compressed files and their list; returns how many.

    First into a folder beside, then renamed: a server that starts meanwhile finds the old ones or the new ones, whole.
    """
    ziel.parent.mkdir(parents=True, exist_ok=True)
    neu = Path(tempfile.mkdtemp(prefix=ziel.name, dir=ziel.parent))
    verzeichnis = {}
    for path in _files(quelle):
        name = path.relative_to(quelle).as_posix()
        packed = gzip.compress(path.read_bytes(), 9, mtime=0)
        (neu / f"{_digest(name.encode())}.gz").write_bytes(packed)
        verzeichnis[name] = {"groesse": path.stat().st_size, "gepackt": _digest(packed)}
    (neu / VERZEICHNIS).write_text(json.dumps({"quelle": _stand(quelle), "dateien": verzeichnis}), encoding="utf-8")
    alt = ziel.with_name(f"{neu.name}-alt")
    if ziel.exists():
        os.replace(ziel, alt)
    os.replace(neu, ziel)
    shutil.rmtree(alt, ignore_errors=True)
    return len(verzeichnis)


def load(quelle: Path = QUELLE, ziel: Path = ZIEL) -> Mapping[str, Path]:
    """Path on the server ("/static/js/…") → compressed file. {} when there is none, or it was made from other files."""
    try:
        made = json.loads((ziel / VERZEICHNIS).read_text(encoding="utf-8"))
        if made["quelle"] != _stand(quelle):
            raise ValueError("aus anderen Dateien gemacht")
        found = {f"/static/{name}": ziel / f"{_digest(name.encode())}.gz" for name in made["dateien"]}
        for name, path in found.items():
            if _digest(path.read_bytes()) != made["dateien"][name.removeprefix("/static/")]["gepackt"]:
                raise ValueError(f"{name} ist beschädigt")
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError) as error:
        log.warning("Das gepackte Bündel wird nicht genutzt (%s). Bitte: python -m ui.buendel", error)
        return {}
    return found


def _files(quelle: Path) -> list[Path]:
    return sorted(p for p in quelle.rglob("*") if p.suffix in ARTEN and p.stat().st_size >= KLEINSTE)


def _stand(quelle: Path) -> str:
    """Names and sizes of the originals; their names carry a hash of what is in them."""
    lines = (f"{path.relative_to(quelle).as_posix()} {path.stat().st_size}" for path in _files(quelle))
    return _digest("\n".join([streamlit.__version__, *lines]).encode())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


if __name__ == "__main__":
    compress()
