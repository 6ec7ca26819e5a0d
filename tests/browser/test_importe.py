"""A file through the real upload field: recognised, looked at, taken over, and taken again without effect."""

import csv
import io

from importdateien import ORDNER
from playwright.sync_api import expect

from ui.navigation import IMPORTE, address

from .conftest import Besuch, ready
from .test_anmeldung import log_in
from .test_barrierefreiheit import violations
from .test_sprache import leftovers


def test_a_file_of_the_regionaldatenbank_is_taken_over_once(besuch: Besuch) -> None:
    page = besuch.open(address(IMPORTE))
    log_in(page, "beispiel-koordination")
    page.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(ORDNER / "genesis_neu.csv")
    expect(page.get_by_role("status").filter(has_text="ist erkannt als")).to_contain_text("neues Spaltenschema, UTF-8")
    vorschau = page.get_by_role("region", name="Vorschau Zeile für Zeile")
    expect(vorschau.locator("tbody tr")).to_have_count(5)
    expect(page.get_by_label("Ergebnis der Prüfung")).to_contain_text("1 neu")
    # The demo has four of the five periods already, with other figures.
    expect(page.get_by_label("Ergebnis der Prüfung")).to_contain_text("4 geändert")
    ready(page)
    assert violations(page) == []
    # The file names its own columns.
    assert set(leftovers(page)) <= {"value"}
    with page.expect_download() as download:
        page.get_by_role("button", name="Vorschau als CSV").click()
    rows = list(csv.reader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows[1:]] == ["2", "3", "4", "5", "6"]

    page.get_by_role("button", name="5 Werte übernehmen").dblclick()
    expect(page.get_by_text("Übernommen: 1 neu, 4 geändert.")).to_be_visible()
    expect(page.get_by_text("Es gibt nichts zu übernehmen")).to_be_visible()
    expect(page.get_by_role("region", name="Zuletzt übernommene Dateien").locator("tbody tr")).to_have_count(1)
