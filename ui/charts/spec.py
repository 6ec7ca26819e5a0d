"""A chart as Streamlit takes it."""

from typing import Any

import altair as alt
import pandas as pd
import pyarrow as pa


def to_spec(chart: alt.TopLevelMixin) -> dict[str, Any]:
    """The specification with its data as Arrow tables: made once, nothing in it is converted again at every run."""
    spec = dict(chart.to_dict())
    tables = {name: pa.Table.from_pandas(pd.DataFrame(rows)) for name, rows in spec.get("datasets", {}).items()}
    return spec | ({"datasets": tables} if tables else {})
