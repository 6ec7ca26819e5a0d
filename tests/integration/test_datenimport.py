"""Taking over a file: what is stored and logged, twice the same, two at once, who may, and the command line."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from factories import make_indikator, make_nutzer
from importdateien import HEUTE, ORDNER, roh, strom
from integration.vorlagen import render
from sqlalchemy import Engine, func, select, update

from db.engine import read_session, write_transaction
from db.models import Datenimport, Datenstand, IndikatorWert, Nutzer, Protokoll
from db.vocabulary import NutzerRolle, Periodenart, Wertqualitaet
from ilm_data.__main__ import main
from ilm_data.imports.vorschau import Urteil
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur, RechtFehlt
from ilm_data.services.beispiel import remove_beispiel
from ilm_data.services.datenimporte import Importergebnis, import_datei, import_from_shell, inspect_datei, preview_datei

DATEI = roh("genesis_alt.csv")


@pytest.fixture
def bestand(engine: Engine) -> Engine:
    with write_transaction(engine) as session:
        for kennung in ("bevoelkerung", "auslaender-fortschreibung"):
            make_indikator(session, kennung, einheit="Personen", periodenart=Periodenart.STICHTAG)
    return engine


def importiere(
    engine: Engine, inhalt: bytes = DATEI, by: Akteur | None = None, erwartet: dict[Urteil, int] | None = None
) -> Importergebnis:
    """As an account, or from the command line."""
    wahl = inspect_datei(engine, roh=strom(inhalt), name="a.csv").vorschlag
    fest = {"roh": strom(inhalt), "name": "a.csv", "wahl": wahl, "heute": HEUTE}
    if by is None:
        return import_from_shell(engine, by="Kommandozeile", **fest)  # type: ignore[arg-type]
    return import_datei(engine, by=by, erwartet=erwartet, **fest)  # type: ignore[arg-type]


@pytest.fixture
def koordination(bestand: Engine) -> Akteur:
    with write_transaction(bestand) as session:
        nutzer = make_nutzer(session)
        return Akteur(nutzer.id, nutzer.name, nutzer.rolle)


def rows(engine: Engine) -> list[IndikatorWert]:
    with read_session(engine) as session:
        return list(session.scalars(select(IndikatorWert).order_by(IndikatorWert.id)))


def spuren(engine: Engine) -> tuple[int, int, int, int]:
    """Values, files, log rows and the datenstand."""
    with read_session(engine) as session:
        zahlen = [
            session.scalar(select(func.count()).select_from(t)) or 0 for t in (IndikatorWert, Datenimport, Protokoll)
        ]
        return (*zahlen, session.scalar(select(Datenstand.stand)) or 0)  # type: ignore[return-value]


def test_known_series_are_stored_with_sign_region_and_file(bestand: Engine) -> None:
    ergebnis = importiere(bestand)
    assert ergebnis.zaehlung == {
        Urteil.NEU: 5,
        Urteil.GEAENDERT: 0,
        Urteil.GLEICH: 0,
        Urteil.UEBERSPRUNGEN: 3,
        Urteil.FEHLER: 0,
    }
    werte = rows(bestand)
    assert {(w.gebiet, w.datenimport_id) for w in werte} == {("16070", ergebnis.import_id)}
    assert [(w.ende_am.year, w.wert and int(w.wert), w.qualitaet, w.berichtigt) for w in werte] == [
        (2022, 111222, Wertqualitaet.ENDGUELTIG, False),
        (2022, 4321, Wertqualitaet.ENDGUELTIG, False),
        (2023, 111333, Wertqualitaet.ENDGUELTIG, True),
        (2023, None, Wertqualitaet.GESPERRT, False),
        (2024, 111444, Wertqualitaet.VORLAEUFIG, False),
    ]


def test_the_same_file_twice_changes_nothing_at_all(bestand: Engine) -> None:
    importiere(bestand)
    vorher = spuren(bestand)
    ergebnis = importiere(bestand)
    assert ergebnis.import_id is None
    assert ergebnis.zaehlung[Urteil.GLEICH] == 5
    assert spuren(bestand) == vorher
    assert inspect_datei(bestand, roh=strom(DATEI), name="a").schon_am is not None


def test_a_newer_file_revises_and_the_older_one_does_not_take_it_back(bestand: Engine) -> None:
    importiere(bestand)
    neuer = importiere(bestand, DATEI.replace(b";111444;p", b";111555;e"))
    assert (neuer.zaehlung[Urteil.GEAENDERT], neuer.zaehlung[Urteil.GLEICH]) == (1, 4)
    assert rows(bestand)[-1].ersetzt_id == rows(bestand)[4].id
    assert importiere(bestand).import_id is None
    assert len(rows(bestand)) == 6


def test_what_was_not_in_the_preview_is_not_stored(bestand: Engine, koordination: Akteur) -> None:
    befund = inspect_datei(bestand, roh=strom(DATEI), name="a")
    gesehen = preview_datei(bestand, roh=strom(DATEI), name="a", wahl=befund.vorschlag, heute=HEUTE).zaehlung
    importiere(bestand, DATEI.replace(b";111222;e", b";7;e"))
    vorher = spuren(bestand)
    with pytest.raises(RegelVerletzt, match="Seit der Vorschau"):
        importiere(bestand, by=koordination, erwartet=gesehen)
    assert spuren(bestand) == vorher


@pytest.mark.parametrize("rolle", [None, NutzerRolle.LEITUNG, NutzerRolle.FACHAMT, NutzerRolle.VERWALTUNG])
def test_only_the_coordination_takes_files_over(bestand: Engine, rolle: NutzerRolle | None) -> None:
    vorher = spuren(bestand)
    with pytest.raises(RechtFehlt):
        importiere(bestand, by=Akteur(1, "Erika", rolle))
    assert spuren(bestand) == vorher


def test_a_refused_value_leaves_no_trace(bestand: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    vorher = spuren(bestand)
    monkeypatch.setattr("ilm_data.services.datenimporte.record_werte", lambda *_a, **_k: (_ for _ in ()).throw(OSError))
    with pytest.raises(OSError):  # noqa: PT011
        importiere(bestand)
    assert spuren(bestand) == vorher


def test_what_a_demo_account_takes_over_leaves_with_the_demo(bestand: Engine, koordination: Akteur) -> None:
    with write_transaction(bestand) as session:
        session.execute(update(Nutzer).values(beispiel=True))
    importiere(bestand, by=koordination)
    assert {row.beispiel for row in rows(bestand)} == {True}
    remove_beispiel(bestand)
    assert rows(bestand) == []
    assert spuren(bestand)[1] == 0


# --- command line -------------------------------------------------------------------------------


@pytest.fixture
def mit_katalog(katalog_engine: Engine, ilm_env: Callable[..., None]) -> Engine:
    ilm_env(database_url=render(katalog_engine.url), heute="2026-11-22")
    return katalog_engine


def test_the_command_looks_first_and_stores_then(mit_katalog: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    datei = str(ORDNER / "genesis_alt.csv")
    assert main(["importieren", datei, "--nur-pruefen"]) == 0
    assert not rows(mit_katalog)
    assert main(["importieren", datei]) == 0
    assert len(rows(mit_katalog)) == 5
    assert main(["importieren", datei]) == 0
    text = capsys.readouterr().out
    assert "Erkannt als: GENESIS-Flachdatei (CSV), altes Spaltenschema, UTF-8" in text
    assert "5 neu, 0 geändert, 0 gleich, 3 übersprungen, 0 Fehler" in text
    assert "Alle Werte sind schon da, nichts zu tun." in text


def test_the_command_names_an_indicator_and_stores_nothing_when_a_line_is_wrong(
    mit_katalog: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    datei = tmp_path / "tabelle.csv"
    datei.write_bytes(roh("tls_zeitreihe.csv").replace(b"111 222", b"111.222"))
    als = ["importieren", str(datei), "--als", "bevoelkerung"]
    assert main(als) == 1
    assert "Bitte nennen Sie mit --reihe" in capsys.readouterr().err
    assert main([*als, "--reihe", "Bevölkerung insgesamt"]) == 1
    assert "Zeile 5, Spalte 3, Ilm-Kreis, 31.12.2021" in capsys.readouterr().out
    assert not rows(mit_katalog)
    assert main([*als, "--reihe", "Bevölkerung insgesamt", "--trotz-fehlern"]) == 0
    assert [row.ende_am for row in rows(mit_katalog)] == [date(2022, 12, 31), date(2023, 12, 31)]
    assert main(["importieren", str(datei)]) == 1
    assert "Keine Reihe der Datei ist bekannt" in capsys.readouterr().err


def test_an_unreadable_file_ends_with_one_sentence(
    mit_katalog: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    datei = tmp_path / "halb.csv"
    datei.write_bytes(DATEI[:-40])
    assert main(["importieren", str(datei)]) == 1
    assert "unvollständig" in capsys.readouterr().err
    assert not rows(mit_katalog)
