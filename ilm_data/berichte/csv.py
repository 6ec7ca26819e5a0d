"""CSV as German offices open it: semicolons, UTF-8 with BOM, and no cell that a spreadsheet would run."""

import pandas as pd

FORMULA_START = ("=", "+", "-", "@", "\t", "\r")


def to_csv(df: pd.DataFrame) -> bytes:
    """The frame without its index; cells that look like a formula get a leading apostrophe."""
    safe = df.map(lambda cell: _defuse(cell) if isinstance(cell, str) else cell)
    return safe.to_csv(index=False, sep=";", lineterminator="\r\n").encode("utf-8-sig")


def _defuse(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_START) else cell
