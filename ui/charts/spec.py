"""A chart as Streamlit takes it."""

import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import Any

import altair as alt
import pandas as pd
import pyarrow as pa


@dataclass(frozen=True)
class _Auftrag:
    """What to draw; two are equal when function and data are the same to the last byte."""

    fingerabdruck: bytes
    chart_of: Callable[..., alt.TopLevelMixin] = field(compare=False)
    args: tuple[Any, ...] = field(compare=False)


def draw_spec(chart_of: Callable[..., alt.TopLevelMixin], *args: Any) -> dict[str, Any]:
    """The specification of `chart_of(*args)`, kept by what is in the data: most writes leave a picture as it was.

    Altair takes a hundred times as long to draw as we to compare. What comes back is shared: nobody may change it.
    """
    name = (chart_of.__module__, chart_of.__qualname__)
    return _draw(_Auftrag(sha256(pickle.dumps((name, args))).digest(), chart_of, args))


@lru_cache(maxsize=64)
def _draw(auftrag: _Auftrag) -> dict[str, Any]:
    return to_spec(auftrag.chart_of(*auftrag.args))


def to_spec(chart: alt.TopLevelMixin) -> dict[str, Any]:
    """The specification with its data as Arrow tables: made once, nothing in it is converted again at every run."""
    return as_arrow(dict(chart.to_dict()))


def as_arrow(spec: dict[str, Any]) -> dict[str, Any]:
    tables = {name: pa.Table.from_pandas(pd.DataFrame(rows)) for name, rows in spec.get("datasets", {}).items()}
    return spec | ({"datasets": tables} if tables else {})
