"""Reports: what is stored, what is refused, two editors, double clicks, taking back."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from factories import make_sachstand, make_zustaendigkeit
from integration.arbeit import HEUTE, Welt, Ziel, log_of, make_welt, meldung
from integration.auszug import dump
from sqlalchemy import Engine, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from db.engine import make_engine, write_transaction
from db.models import Protokoll, Sachstand
from db.vocabulary import Aktion, NutzerRolle, SachstandArt, Umsetzungsstand
from ilm_data.queries.internes import list_internes
from ilm_data.queries.massnahme import load_massnahme
from ilm_data.queries.massnahmen import list_massnahmen
from ilm_data.queries.sicht import Sicht
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur, RechtFehlt
from ilm_data.services import aenderung as aenderung_modul
from ilm_data.services.aenderung import open_aenderung
from ilm_data.services.fehler import SpeichernFehlgeschlagen
from ilm_data.services.konflikt import Konflikt
from ilm_data.services.meldungen import report_kein_neuer_sachstand, report_sachstand, undo_sachstand

GEMEIN = "=CMD|' /C calc'!A0\n<img src=x onerror=alert(1)> **fett** [Link](javascript:alert(1)) ${7*7} {{x}}"


@pytest.fixture
def welt(engine: Engine) -> Welt:
    return make_welt(engine)


def _report(welt: Welt, ziel: Ziel, by: Akteur | None = None, **values: Any) -> int:
    return report_sachstand(welt.engine, **meldung(ziel, **values), by=by or welt.fachamt)


def _kein_neuer(welt: Welt, ziel: Ziel, gesehen_id: int | None, by: Akteur | None = None) -> int:
    arguments = {"massnahme_id": ziel.massnahme_id, "gesehen_id": gesehen_id, "heute": HEUTE}
    return report_kein_neuer_sachstand(welt.engine, **arguments, by=by or welt.fachamt)


def _undo(welt: Welt, sachstand_id: int, by: Akteur | None = None) -> int:
    return undo_sachstand(welt.engine, sachstand_id=sachstand_id, heute=HEUTE, by=by or welt.fachamt)


def _without_report(welt: Welt) -> Ziel:
    """The measure as if nobody had reported."""
    ziel = welt.ziel()
    with write_transaction(welt.engine) as session:
        session.delete(session.get_one(Sachstand, ziel.sachstand_id))
    return ziel


def _age(welt: Welt, sachstand_id: int, dauer: timedelta) -> None:
    with write_transaction(welt.engine) as session:
        erfasst_am = datetime.now(UTC) - dauer
        session.execute(update(Sachstand).where(Sachstand.id == sachstand_id).values(erfasst_am=erfasst_am))


# --- what is stored -----------------------------------------------------------------------------


def test_a_report_is_stored_as_typed_with_its_log_row(welt: Welt) -> None:
    ziel, before = welt.ziel(), datetime.now(UTC)
    neu = _report(welt, ziel)
    row = welt.row(Sachstand, neu)
    for feld, wert in meldung(ziel).items():
        if feld not in ("gesehen_id", "heute"):
            assert getattr(row, feld) == wert
    assert (row.art, row.nutzer_id, row.stelle_id) == (
        SachstandArt.MELDUNG,
        welt.fachamt.nutzer_id,
        welt.stellen["amt"],
    )
    assert before <= row.erfasst_am <= datetime.now(UTC)
    assert not row.beispiel
    ((wer, aktion, alt, logged),) = log_of(welt.engine, "sachstand", neu)
    assert (wer, aktion, alt) == ("konto-fachamt", Aktion.ANGELEGT, "")
    assert json.loads(logged)["bericht"] == "Zwei Treffen fanden statt."


def test_the_log_does_not_keep_internal_texts(welt: Welt) -> None:
    """The administrator reads the log, but nothing internal."""
    neu = _report(welt, welt.ziel(), intern="GEHEIM", hemmnis_text="VERTRAULICH")
    logged = log_of(welt.engine, "sachstand", neu)[0][3]
    assert "GEHEIM" not in logged
    assert "VERTRAULICH" not in logged
    assert json.loads(logged)["intern"] == "(6 Zeichen, intern)"


def test_the_shortest_report_needs_a_state_only(welt: Welt) -> None:
    leer = {"bericht": "", "intern": "", "hemmnis": None, "hemmnis_text": "", "naechster_schritt": ""}
    assert _report(welt, welt.ziel(), **leer, naechster_schritt_am=None)


def test_formulas_and_markup_are_stored_as_typed(welt: Welt) -> None:
    felder = {"bericht": GEMEIN, "intern": GEMEIN, "hemmnis_text": GEMEIN, "naechster_schritt": GEMEIN}
    ziel = welt.ziel()
    row = welt.row(Sachstand, _report(welt, ziel, **felder))
    assert {getattr(row, feld) for feld in felder} == {GEMEIN}
    detail = load_massnahme(welt.engine, ziel.schluessel, HEUTE)
    assert detail
    assert detail.sachstaende[0].bericht == GEMEIN


def test_public_queries_never_load_internal_texts(welt: Welt) -> None:
    ziel = welt.ziel()
    _report(welt, ziel, intern="GEHEIM", hemmnis_text="VERTRAULICH")
    shown = repr(
        (load_massnahme(welt.engine, ziel.schluessel, HEUTE), list_massnahmen(welt.engine, Sicht("2030", HEUTE)))
    )
    assert "Zwei Treffen" in shown
    for word in ("GEHEIM", "VERTRAULICH", "konto-fachamt"):
        assert word not in shown


def test_kein_neuer_sachstand_refreshes_only_the_age(welt: Welt) -> None:
    ziel = welt.ziel()
    row = welt.row(Sachstand, _kein_neuer(welt, ziel, ziel.sachstand_id))
    assert (row.art, row.stand_am, row.umsetzungsstand) == (SachstandArt.KEIN_NEUER_SACHSTAND, HEUTE, None)
    (zeile,) = list_massnahmen(welt.engine, Sicht("2030", HEUTE))
    assert zeile.lage.umsetzungsstand is Umsetzungsstand.IN_UMSETZUNG
    assert zeile.meldung.stand_am == HEUTE


def test_without_any_report_there_is_nothing_to_refresh(welt: Welt) -> None:
    ziel = _without_report(welt)
    with pytest.raises(RegelVerletzt, match="noch kein Umsetzungsstand gemeldet"):
        _kein_neuer(welt, ziel, None)


# --- what is refused ----------------------------------------------------------------------------

SCHLECHT: list[tuple[str, dict[str, Any], str]] = [
    ("morgen", {"stand_am": date(2026, 11, 23)}, "liegt in der Zukunft"),
    ("Jahr 202", {"stand_am": date(202, 11, 22)}, "Das Jahr 202"),
    ("Jahr 2014", {"stand_am": date(2014, 11, 22)}, "Das Jahr 2014"),
    ("Schritt vor dem Stand", {"naechster_schritt_am": date(2026, 11, 21)}, "liegt vor dem"),
    ("Schritt im Jahr 2206", {"naechster_schritt_am": date(2206, 1, 1)}, "Das Jahr 2206"),
    ("Tag ohne Schritt", {"naechster_schritt": " "}, "beschreiben Sie den nächsten Schritt"),
    ("Text ohne Hemmnis", {"hemmnis": None}, "wählen Sie zu Ihrer Erläuterung ein Hemmnis"),
    ("keine Angabe", {"umsetzungsstand": Umsetzungsstand.KEINE_ANGABE}, "nur der Anfangswert"),
    ("zurück auf Anfang", {"umsetzungsstand": Umsetzungsstand.NICHT_BEGONNEN}, "kein Wechsel zu „nicht begonnen“"),
    ("zurückgestellt ohne Grund", {"umsetzungsstand": Umsetzungsstand.ZURUECKGESTELLT}, "Bitte begründen Sie"),
    ("entfallen ohne Grund", {"umsetzungsstand": Umsetzungsstand.ENTFALLEN, "begruendung": "\n "}, "Bitte begründen"),
    ("10.000 Zeichen", {"bericht": "x" * 10_000}, r"10\.000 Zeichen, möglich sind 4\.000"),
    ("langer Vermerk", {"intern": "x" * 4001}, "Interner Vermerk"),
    ("langes Hemmnis", {"hemmnis_text": "x" * 4001}, "Hemmnis"),
    ("lange Begründung", {"begruendung": "x" * 4001}, "Begründung"),
    ("langer Schritt", {"naechster_schritt": "x" * 501}, "Nächster Schritt"),
    ("keine solche Maßnahme", {"massnahme_id": 99_999}, "Diese Maßnahme gibt es nicht"),
]


def test_bad_input_is_refused_and_nothing_is_stored(welt: Welt) -> None:
    ziel = welt.ziel()
    before = dump(welt.engine)
    for name, values, satz in SCHLECHT:
        with pytest.raises(RegelVerletzt, match=satz):
            pytest.fail(f"gespeichert: {name} {_report(welt, ziel, **values)}")
        assert dump(welt.engine) == before, name


def test_a_reason_opens_the_states_that_need_one(welt: Welt) -> None:
    for nr, stand in enumerate((Umsetzungsstand.ZURUECKGESTELLT, Umsetzungsstand.ENTFALLEN)):
        row = welt.row(Sachstand, _report(welt, welt.ziel(nr), umsetzungsstand=stand, begruendung="Mittel fehlen"))
        assert (row.umsetzungsstand, row.begruendung) == (stand, "Mittel fehlen")


def test_a_report_entered_late_fits_between_its_neighbours(welt: Welt) -> None:
    ziel = welt.ziel()
    with write_transaction(welt.engine) as session:
        make_sachstand(session, ziel.schluessel, date(2026, 1, 5), umsetzungsstand=Umsetzungsstand.NICHT_BEGONNEN)
        make_sachstand(session, ziel.schluessel, date(2026, 3, 5), umsetzungsstand=Umsetzungsstand.NICHT_BEGONNEN)
        gesehen = make_sachstand(session, ziel.schluessel, date(2026, 4, 5), art=SachstandArt.KEIN_NEUER_SACHSTAND).id
    spaet = {"stand_am": date(2026, 2, 5), "gesehen_id": gesehen, "naechster_schritt_am": None}
    with pytest.raises(RegelVerletzt, match=r"Für den 05\.03\.2026 ist schon „nicht begonnen“ gemeldet"):
        _report(welt, ziel, **spaet)
    _report(welt, ziel, **spaet | {"umsetzungsstand": Umsetzungsstand.NICHT_BEGONNEN})
    (zeile,) = list_massnahmen(welt.engine, Sicht("2030", HEUTE))
    assert zeile.lage.umsetzungsstand is Umsetzungsstand.IN_UMSETZUNG


# --- two editors, double clicks -----------------------------------------------------------------


def test_the_second_editor_is_told_what_the_first_saved(welt: Welt) -> None:
    ziel, other = welt.ziel(), welt.akteur("kollegin", "einheit")
    with write_transaction(welt.engine) as session:
        make_zustaendigkeit(session, ziel.schluessel, "einheit")
    erste = _report(welt, ziel, other, bericht="von der Kollegin")
    before = dump(welt.engine)
    with pytest.raises(Konflikt, match="inzwischen gemeldet") as caught:
        _report(welt, ziel, bericht="mein Text")
    gespeichert = caught.value.gespeichert
    assert (gespeichert.stelle, gespeichert.marke) == ("Stelle einheit", erste)
    assert gespeichert.werte["bericht"] == "von der Kollegin"
    assert gespeichert.zeitpunkt == welt.row(Sachstand, erste).erfasst_am
    assert dump(welt.engine) == before
    # Having seen it, one may report all the same; both reports stay.
    zweite = _report(welt, ziel, bericht="mein Text", gesehen_id=gespeichert.marke)
    assert welt.row(Sachstand, zweite).bericht == "mein Text"
    assert welt.row(Sachstand, erste).bericht == "von der Kollegin"


def test_kein_neuer_sachstand_does_not_pass_over_a_new_report(welt: Welt) -> None:
    ziel = welt.ziel()
    _report(welt, ziel, welt.konten[NutzerRolle.KOORDINATION])
    with pytest.raises(Konflikt):
        _kein_neuer(welt, ziel, ziel.sachstand_id)


def test_the_report_a_form_was_built_on_was_taken_back(welt: Welt) -> None:
    ziel = _without_report(welt)
    erste = _report(welt, ziel, gesehen_id=None)
    _undo(welt, erste)
    with pytest.raises(Konflikt, match="zurückgenommen") as caught:
        _report(welt, ziel, gesehen_id=erste)
    assert caught.value.gespeichert.marke is None
    assert _report(welt, ziel, gesehen_id=None) > erste


def test_a_stranger_gets_no_conflict_that_shows_internal_texts(welt: Welt) -> None:
    ziel, stranger = welt.ziel(), welt.akteur("fremde", "fremd")
    _report(welt, ziel)
    with pytest.raises(RechtFehlt):
        _report(welt, ziel, stranger)


def test_a_double_click_stores_one_report(welt: Welt) -> None:
    ziel = welt.ziel()
    erste = _report(welt, ziel)
    assert _report(welt, ziel) == erste
    leer = _kein_neuer(welt, ziel, erste)
    assert _kein_neuer(welt, ziel, erste) == leer
    assert len(welt.rows(Sachstand, massnahme_id=ziel.massnahme_id)) == 3
    assert len(welt.rows(Protokoll)) == 2


@pytest.mark.parametrize("anders", ["anderer Text", "andere Person", "Minuten später"])
def test_what_is_no_double_click(welt: Welt, anders: str) -> None:
    ziel = welt.ziel()
    erste = _report(welt, ziel)
    if anders == "Minuten später":
        _age(welt, erste, timedelta(minutes=2))
    values = {"bericht": "anderer Text"} if anders == "anderer Text" else {}
    by = welt.akteur("kollegin") if anders == "andere Person" else welt.fachamt
    with pytest.raises(Konflikt):
        _report(welt, ziel, by, **values)


# --- taking back --------------------------------------------------------------------------------


def test_taking_back_restores_the_picture_and_stays_in_the_log(welt: Welt) -> None:
    ziel = welt.ziel()
    sicht = Sicht("2030", HEUTE)
    before = list_massnahmen(welt.engine, sicht)
    neu = _report(welt, ziel)
    assert list_massnahmen(welt.engine, sicht) != before
    assert _undo(welt, neu) == neu
    assert list_massnahmen(welt.engine, sicht) == before
    assert welt.row(Sachstand, neu).zurueckgenommen_am == HEUTE
    assert [zeile[1] for zeile in log_of(welt.engine, "sachstand", neu)] == [Aktion.ANGELEGT, Aktion.ZURUECKGENOMMEN]
    assert list_internes(welt.engine, welt.fachamt, ziel.massnahme_id, sicht, HEUTE) == ()


def test_after_taking_back_the_same_report_can_be_made_again(welt: Welt) -> None:
    ziel = welt.ziel()
    neu = _report(welt, ziel)
    _undo(welt, neu)
    assert _report(welt, ziel) > neu


def test_what_cannot_be_taken_back(welt: Welt) -> None:
    ziel = welt.ziel()
    neu = _report(welt, ziel)
    for by in (welt.akteur("kollegin"), welt.konten[NutzerRolle.KOORDINATION]):
        with pytest.raises(RechtFehlt, match="nur, wer sie eingetragen hat"):
            _undo(welt, neu, by)
    zweite = _report(welt, ziel, gesehen_id=neu, bericht="mehr")
    with pytest.raises(RegelVerletzt, match="erneut gemeldet"):
        _undo(welt, neu)
    _age(welt, zweite, timedelta(days=1))
    with pytest.raises(RegelVerletzt, match="nur am Tag der Eingabe"):
        _undo(welt, zweite)
    with pytest.raises(RegelVerletzt, match="gibt es nicht mehr"):
        _undo(welt, 99_999)
    _age(welt, zweite, timedelta())
    _undo(welt, zweite)
    with pytest.raises(RegelVerletzt, match="schon zurückgenommen"):
        _undo(welt, zweite)


# --- the store fails ----------------------------------------------------------------------------


def test_the_log_fails_and_the_report_is_not_there_either(welt: Welt, monkeypatch: pytest.MonkeyPatch) -> None:
    ziel = welt.ziel()
    before = dump(welt.engine)

    def fail(*_: object, **__: object) -> None:
        raise OperationalError("INSERT", {}, Exception("disk I/O error"))

    monkeypatch.setattr(aenderung_modul.Aenderung, "log", fail)
    with pytest.raises(SpeichernFehlgeschlagen, match=r"^Nichts wurde gespeichert"):
        _report(welt, ziel)
    assert dump(welt.engine) == before


def test_a_locked_store(welt: Welt) -> None:
    """Somebody holds the write lock and does not let go: a sentence after a while, not a page full of code."""
    ziel = welt.ziel()
    hasty = make_engine(welt.engine.url.render_as_string(hide_password=False))
    refused = pytest.raises(SpeichernFehlgeschlagen, match=r"^Nichts wurde gespeichert")
    with _impatient(hasty), open_aenderung(welt.engine, by="andere"), refused:
        report_sachstand(hasty, **meldung(ziel), by=welt.fachamt)
    assert len(welt.rows(Sachstand, massnahme_id=ziel.massnahme_id)) == 1


@contextmanager
def _impatient(engine: Engine) -> Iterator[None]:
    """Waits for a lock a moment only."""
    setting = "PRAGMA busy_timeout=50" if engine.dialect.name == "sqlite" else "SET lock_timeout='50ms'"
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(setting)
    yield
    engine.dispose()


def _lose_the_database(session: Session) -> None:
    """The server ends the connection; on SQLite the file handle goes."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        connection.connection.dbapi_connection.close()  # type: ignore[union-attr]
        session.execute(text("SELECT 1"))
    session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))


def test_the_database_goes_in_the_middle_of_a_save(welt: Welt) -> None:
    before = dump(welt.engine)
    with pytest.raises(SpeichernFehlgeschlagen), open_aenderung(welt.engine, by="x") as aenderung:
        _lose_the_database(aenderung.session)
    assert dump(welt.engine) == before
