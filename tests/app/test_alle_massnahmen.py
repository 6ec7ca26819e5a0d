"""Every measure of both Fassungen has a page that opens whole, with and without reports."""

import pytest
from app.haus import Haus, html_of
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Massnahme
from ui.navigation import MASSNAHME


@pytest.mark.parametrize("name", ["beispiel", "katalog"])
def test_every_measure_opens(name: str, request: pytest.FixtureRequest) -> None:
    haus: Haus = request.getfixturevalue(name)
    with Session(haus.engine) as session:
        titel = {row.schluessel: row.titel for row in session.scalars(select(Massnahme))}
    assert len(titel) == 56
    app = haus.open(MASSNAHME)
    for schluessel in titel:
        app.query_params["massnahme"] = schluessel
        page = html_of(app.run())
        assert f">{schluessel} · im Konzept" in page
        assert "fusszeile" in page
        assert not app.error, schluessel
