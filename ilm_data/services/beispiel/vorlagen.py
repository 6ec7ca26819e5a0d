"""Reads the demo texts; pydantic refuses what does not fit."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter

from ilm_data.services.beispiel.formen import Schluessel, Verlauf
from ilm_data.services.beispiel.formen_zeit import Ereignisse, Termine

ORDNER = Path(__file__).parent
# The C loader reads the texts ten times faster; it is not in every build of PyYAML.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def read_verlaeufe() -> dict[str, Verlauf]:
    """History per measure key, in the order of the files. Raises ValueError when a measure stands twice."""
    found: dict[str, Verlauf] = {}
    for path in sorted((ORDNER / "verlauf").glob("*.yaml")):
        verlaeufe = TypeAdapter(dict[Schluessel, Verlauf]).validate_python(_load(path))
        if doppelt := found.keys() & verlaeufe.keys():
            raise ValueError(f"{path.name}: {sorted(doppelt)} gibt es schon in einer anderen Datei.")
        found |= verlaeufe
    return found


@cache
def read_ereignisse() -> Ereignisse:
    return Ereignisse.model_validate(_load(ORDNER / "ereignisse.yaml"))


@cache
def read_termine() -> Termine:
    return Termine.model_validate(_load(ORDNER / "termine.yaml"))


def _load(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
