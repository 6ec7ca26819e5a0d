"""How measures moved between the values of the Umsetzungsstand: the data of chart and table."""

import pandas as pd

from ilm_data.rules.umsetzungsstand import ORDER
from ilm_data.rules.veraenderung import Aenderungen

SPALTEN = ["von", "bis", "von_label", "bis_label", "von_rang", "bis_rang", "anzahl", "geaendert"]


def fluss_tabelle(a: Aenderungen) -> pd.DataFrame:
    """One row per pair that occurs, in the fixed order of the states; `geaendert` marks those that moved.

    Columns: von, bis (stored values), von_label, bis_label, von_rang, bis_rang, anzahl, geaendert.
    """
    rows = [
        (von.value, bis.value, von.label, bis.label, ORDER.index(von), ORDER.index(bis), anzahl, von is not bis)
        for (von, bis), anzahl in a.fluss.items()
    ]
    types = {"von_rang": int, "bis_rang": int, "anzahl": int, "geaendert": bool}
    return pd.DataFrame(rows, columns=SPALTEN).astype(types).sort_values(["von_rang", "bis_rang"], ignore_index=True)
