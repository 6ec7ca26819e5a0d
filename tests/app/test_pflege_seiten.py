"""The forms of the Pflege without a browser: what is typed is never lost, and two editors see both sides."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from anmelde_hilfe import VERWALTUNG, konto, neue_sitzung
from app.haus import Haus, html_of
from sqlalchemy import Engine, select, update
from sqlalchemy.exc import OperationalError
from streamlit.testing.v1 import AppTest

from db.engine import read_session, write_transaction
from db.models import Anmeldung, Entwurf, Massnahme
from db.settings import ROOT
from ilm_data.services.aenderung import Aenderung
from ui.anmeldung.sitzung import ID

KOORDINATION = "beispiel-koordination"
MASSNAHME = "2020-6.1-M1"
SEITEN: dict[str, tuple[str, str, dict[str, str]]] = {
    "Titel und Text": ("steuerung/massnahmen", KOORDINATION, {"massnahme": MASSNAHME}),
    "Teile": ("steuerung/massnahmen", KOORDINATION, {"massnahme": MASSNAHME, "abschnitt": "teile"}),
    "Meilensteine": ("steuerung/massnahmen", KOORDINATION, {"massnahme": "2020-1.3-M1", "abschnitt": "meilensteine"}),
    "Termine": ("steuerung/massnahmen", KOORDINATION, {"massnahme": MASSNAHME, "abschnitt": "termine"}),
    "Zuständigkeiten": (
        "steuerung/massnahmen",
        KOORDINATION,
        {"massnahme": MASSNAHME, "abschnitt": "zustaendigkeiten"},
    ),
    "Stellen": ("steuerung/stellen", KOORDINATION, {"stelle": "jobcenter"}),
    "Ereignisse": ("arbeit/ereignis", KOORDINATION, {}),
    "Ereignisse des Fachamts": ("arbeit/ereignis", "beispiel-sozialamt", {}),
    "Sitzungen": ("steuerung/sitzungen", KOORDINATION, {}),
    "Indikatorwert": ("arbeit/indikatorwerte", KOORDINATION, {"indikator": "integrationskurs-b1"}),
    "Werte eines Jahres": ("arbeit/indikatorwerte", KOORDINATION, {"ansicht": "jahr", "jahr": "2025"}),
    "Konten": ("verwaltung/nutzer", VERWALTUNG, {}),
}
# A password is never kept; a key for calendars has nothing typed.
OHNE_ENTWURF = {"anmelden.py", "kalenderlinks.py"}
# Bound to the address, not to a form.
ADRESSE = re.compile("von|bis")


@pytest.fixture
def haus(einziehen: Callable[[str], Haus]) -> Iterator[Haus]:
    found = einziehen("beispiel")
    yield found
    with write_transaction(found.engine) as session:
        session.query(Entwurf).delete()


def open_page(engine: Engine, name: str, als: str = "") -> AppTest:
    """The page of SEITEN in a tab of its own, in a login of its own."""
    datei, wer, params = SEITEN[name]
    app = AppTest.from_file(str(Path(ROOT) / "pages" / f"{datei}.py"), default_timeout=60)
    app.session_state[ID] = neue_sitzung(engine, als or wer).id
    for key, value in params.items():
        app.query_params[key] = value
    return run(app)


def run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception, app.exception[0].stack_trace
    return app


def texte(app: AppTest) -> dict[str, str]:
    """The text fields of the forms and what stands in them."""
    fields = [*app.text_input, *app.text_area]
    return {field.key or "": str(field.value) for field in fields if field.key and not ADRESSE.fullmatch(field.key)}


def type_into(app: AppTest, key: str, value: str) -> None:
    next(field for field in [*app.text_input, *app.text_area] if field.key == key).set_value(value)


def click(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    return run(app)


@pytest.mark.parametrize("name", SEITEN)
def test_every_field_of_every_form_is_there_again_in_a_new_tab(haus: Haus, name: str) -> None:
    """As after a reload, a crash or on another computer: nothing is left but the draft in SQL."""
    app = open_page(haus.engine, name)
    typed = {key: f"getippt {number}" for number, key in enumerate(texte(app))}
    assert typed
    for key, value in typed.items():
        type_into(app, key, value)
    run(app)
    assert {key: texte(open_page(haus.engine, name))[key] for key in typed} == typed


@pytest.mark.parametrize("name", ["Titel und Text", "Termine", "Konten"])
def test_a_session_that_ends_in_the_middle_loses_nothing(haus: Haus, name: str) -> None:
    app = open_page(haus.engine, name)
    key = next(iter(texte(app)))
    type_into(app, key, "mitten im Satz")
    with write_transaction(haus.engine) as session:
        session.execute(update(Anmeldung).values(beendet_am=datetime.now(UTC)))
    run(app)
    assert "Bitte anmelden" in html_of(app)
    app.session_state[ID] = neue_sitzung(haus.engine, SEITEN[name][1]).id
    assert texte(run(app))[key] == "mitten im Satz"


def test_choices_come_back_too(haus: Haus) -> None:
    app = open_page(haus.engine, "Ereignisse")
    massnahmen = app.multiselect(key="ereignis_neu_massnahmen")
    chosen = massnahmen.options[:2]
    massnahmen.select(chosen[0]).select(chosen[1])
    app.selectbox(key="ereignis_neu_status").select_index(1)
    status = run(app).selectbox(key="ereignis_neu_status").value
    again = open_page(haus.engine, "Ereignisse")
    assert len(again.multiselect(key="ereignis_neu_massnahmen").value) == 2
    assert again.selectbox(key="ereignis_neu_status").value is status


def test_a_choice_that_is_gone_is_left_out(haus: Haus) -> None:
    app = open_page(haus.engine, "Ereignisse")
    type_into(app, "ereignis_neu_titel", "Sprachfest")
    run(app)
    with write_transaction(haus.engine) as session:
        row = session.scalars(select(Entwurf)).one()
        row.inhalt = row.inhalt.replace('"status": "geplant"', '"status": "vertagt"')
        row.inhalt = row.inhalt.replace('"massnahmen": []', '"massnahmen": [99999]')
    again = open_page(haus.engine, "Ereignisse")
    assert texte(again)["ereignis_neu_titel"] == "Sprachfest"
    assert again.selectbox(key="ereignis_neu_status").value is None
    assert again.multiselect(key="ereignis_neu_massnahmen").value == []


def test_nobody_else_finds_the_draft(haus: Haus) -> None:
    app = open_page(haus.engine, "Ereignisse")
    type_into(app, "ereignis_neu_titel", "nur meins")
    run(app)
    assert texte(open_page(haus.engine, "Ereignisse", "beispiel-sozialamt"))["ereignis_neu_titel"] == ""


def test_a_draft_says_so_and_can_be_thrown_away(haus: Haus) -> None:
    app = open_page(haus.engine, "Titel und Text")
    before = texte(app)
    key = next(key for key in before if key.endswith("_titel"))
    type_into(app, key, "Anders")
    assert "Noch nicht gespeicherter Entwurf" not in html_of(run(app)), "one sees what one types"
    again = open_page(haus.engine, "Titel und Text")
    assert "Noch nicht gespeicherter Entwurf vom" in html_of(again)
    assert texte(click(again, "Entwurf verwerfen")) == before
    assert texte(open_page(haus.engine, "Titel und Text")) == before


def test_what_is_back_as_it_was_is_no_draft(haus: Haus) -> None:
    app = open_page(haus.engine, "Titel und Text")
    key, before = next(iter(texte(app).items()))
    for value in ("Anders", before):
        type_into(app, key, value)
        run(app)
    with read_session(haus.engine) as session:
        assert session.scalars(select(Entwurf)).all() == []


def test_saving_ends_the_draft(haus: Haus) -> None:
    app = open_page(haus.engine, "Stellen")
    key = next(key for key in texte(app) if key.startswith("alias_"))
    type_into(app, key, "Jobzentrum")
    click(app, "Schreibweise hinzufügen")
    assert "Jobzentrum" in html_of(app)
    assert texte(open_page(haus.engine, "Stellen"))[key] == ""


def test_two_editors_see_both_sides_until_one_decides(haus: Haus) -> None:
    """The draft of the day before is built on the row of then; the text stays through conflict and reload."""
    mine = open_page(haus.engine, "Titel und Text")
    key = next(key for key in texte(mine) if key.endswith("_beschreibung"))
    type_into(mine, key, "meine Worte")
    run(mine)
    other = open_page(haus.engine, "Titel und Text")
    click(other, "Entwurf verwerfen")
    type_into(other, key, "deren Worte")
    click(other, "Speichern")

    app = click(mine, "Speichern")
    assert "Inzwischen wurde hier etwas anderes gespeichert" in app.warning[0].value
    assert "deren Worte" in html_of(app)
    type_into(app, key, "meine besseren Worte")
    assert "deren Worte" in html_of(run(app)), "the other side stays in sight while one writes on"
    again = open_page(haus.engine, "Titel und Text")
    assert texte(again)[key] == "meine besseren Worte"
    click(app, "Speichern")
    assert [message.value for message in app.success] == ["Titel und Text sind gespeichert\\."]
    with read_session(haus.engine) as session:
        assert session.scalar(select(Massnahme.beschreibung).filter_by(beschreibung="meine besseren Worte"))


def test_giving_up_the_own_text_shows_what_is_stored(haus: Haus) -> None:
    mine, other = open_page(haus.engine, "Titel und Text"), open_page(haus.engine, "Titel und Text")
    key = next(key for key in texte(mine) if key.endswith("_titel"))
    type_into(other, key, "Titel der anderen")
    click(other, "Speichern")
    type_into(mine, key, "Mein Titel")
    app = click(click(mine, "Speichern"), "Eigene Eingabe verwerfen")
    assert texte(app)[key] == "Titel der anderen"
    assert not app.warning


def test_an_account_changed_by_another_administrator(haus: Haus) -> None:
    app = open_page(haus.engine, "Konten")
    app.selectbox(key="konto").set_value("beispiel-bildung")
    run(app)
    id_ = konto(haus.engine, "beispiel-bildung").id
    app.selectbox(key=f"konto_{id_}_stelle").select_index(3)
    other = open_page(haus.engine, "Konten")
    other.selectbox(key="konto").set_value("beispiel-bildung")
    run(other).selectbox(key=f"konto_{id_}_stelle").select_index(5)
    click(other, "Rolle und Stelle speichern")
    assert "Beide Fassungen" in html_of(click(app, "Rolle und Stelle speichern"))


def test_the_store_fails_in_the_middle_of_a_save(haus: Haus, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence, nothing half saved, the text still there."""
    app = open_page(haus.engine, "Titel und Text")
    key = next(key for key in texte(app) if key.endswith("_titel"))
    type_into(app, key, "Neuer Titel")

    def fail(*_: object, **__: object) -> None:
        raise OperationalError("INSERT", {}, Exception("disk I/O error"))

    monkeypatch.setattr(Aenderung, "log", fail)
    app = click(app, "Speichern")
    assert app.error[0].value.startswith("Nichts wurde gespeichert")
    assert texte(app)[key] == "Neuer Titel"
    with read_session(haus.engine) as session:
        assert session.scalar(select(Massnahme.id).filter_by(titel="Neuer Titel")) is None


def test_every_form_keeps_a_draft() -> None:
    """st.form hands nothing over before its button is pressed: whoever needs one says why here."""
    for path in sorted((Path(ROOT) / "ui" / "components").glob("*.py")):
        assert "st.form(" not in path.read_text() or path.name in OHNE_ENTWURF, path.name
