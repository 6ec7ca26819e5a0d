"""Downloads of indicators: CSV with comma, and a workbook whose numbers are numbers; both with source and licence."""

from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO

import pandas as pd
import xlsxwriter

from ilm_data.berichte.csv import to_csv
from ilm_data.rules.faelligkeit import format_tag

HINWEIS = (
    "Indikatoren beschreiben die Lage, Maßnahmen die Arbeit. "
    "Aus einem Nebeneinander folgt nicht, dass das eine das andere bewirkt hat."
)
BREITEN = {"Definition": 60, "Methode": 60, "Indikator": 38, "Quelle": 44, "Lizenz": 44, "Bereich": 34, "Ziel": 34}


def werte_csv(werte: pd.DataFrame) -> bytes:
    """`werte` as in queries.indikator_tabellen.werte_tabelle."""
    return to_csv(werte.map(_as_text))


def werte_xlsx(werte: pd.DataFrame, angaben: pd.DataFrame, *, stichtag: date, beispieldaten: bool) -> bytes:
    """Two sheets: the values, and what they mean. Frames as in queries.indikator_tabellen."""
    file = BytesIO()
    # Texts stay texts: no cell that begins with "=" is run, no address becomes a link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        art = "Beispieldaten, erfunden zur Vorführung" if beispieldaten else "Integrationsmonitor Ilm-Kreis"
        kopf = f"Indikatoren, Stand {format_tag(stichtag)} · {art}"
        _write_sheet(book, "Werte", kopf, werte)
        _write_sheet(book, "Erläuterung", HINWEIS, angaben)
    return file.getvalue()


def _write_sheet(book: xlsxwriter.Workbook, name: str, kopf: str, df: pd.DataFrame) -> None:
    fett = book.add_format({"bold": True})
    tag = book.add_format({"num_format": "dd.mm.yyyy", "align": "left", "valign": "top"})
    umbruch = book.add_format({"text_wrap": True, "valign": "top"})
    zahl = book.add_format({"num_format": "#,##0.######", "valign": "top"})
    ganze = book.add_format({"num_format": "#,##0", "valign": "top"})
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, kopf, fett)
    for column, title in enumerate(df.columns):
        sheet.set_column(column, column, BREITEN.get(title, 16))
        sheet.write_string(2, column, title, fett)
    for line, row in enumerate(df.itertuples(index=False), start=3):
        for column, cell in enumerate(row):
            if isinstance(cell, Decimal):
                sheet.write_number(line, column, float(cell), ganze if cell == cell.to_integral_value() else zahl)
            elif isinstance(cell, date):
                sheet.write_datetime(line, column, datetime.combine(cell, time()), tag)
            else:
                sheet.write_string(line, column, _as_text(cell), umbruch)
    sheet.freeze_panes(3, 0)


def _as_text(cell: object) -> str:
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", ",")
    if isinstance(cell, date):
        return format_tag(cell)
    return "" if cell is None else str(cell)
