"""The command line as the county's IT meets it: German throughout, repeatable, with an honest exit code."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from anmelde_hilfe import akteur
from factories import massnahme_id
from integration.auszug import count_rows, dump
from integration.vorlagen import render
from sqlalchemy import Engine

from db.engine import read_session
from db.settings import ROOT
from db.vocabulary import EreignisStatus, NutzerRolle
from ilm_data.__main__ import main
from ilm_data.services.beispiel import BEISPIEL_KONTEN
from ilm_data.services.ereignisse import EreignisEingabe, add_ereignis
from ilm_data.services.massnahmen import edit_massnahme
from ilm_data.services.meilensteine import add_meilenstein, complete_meilenstein
from ilm_data.services.nutzer import create_nutzer

HEUTE = date(2026, 11, 22)

SetEnv = Callable[..., None]
BEFEHLE = ("init", "demo", "pruefen", "wortlaut", "nutzer", "aufbewahrung")
ENGLISH = re.compile(
    r"\b(usage|options?|optional|positional|arguments?|show|this|help message|exit|error|invalid|value|choose|choice"
    r"|required|the|following|unrecognized|expected|ignored|explicit|default|commands?|file|not found|no such)\b",
    re.IGNORECASE,
)
SPUREN = frozenset({"protokoll", "protokoll_akteur", "datenstand"})


def check_german(text: str) -> None:
    # The option itself is an English word by convention.
    assert ENGLISH.findall(text.replace("--help", "")) == [], text


def leave(argv: list[str]) -> int | str | None:
    """Exit code of a call that argparse ends itself."""
    with pytest.raises(SystemExit) as left:
        main(argv)
    return left.value.code


@pytest.fixture
def leerer_bestand(leere_engine: Engine, ilm_env: SetEnv) -> Engine:
    ilm_env(database_url=render(leere_engine.url), heute="2026-11-22")
    return leere_engine


@pytest.fixture
def katalog_bestand(katalog_engine: Engine, ilm_env: SetEnv) -> Engine:
    ilm_env(database_url=render(katalog_engine.url), heute="2026-11-22")
    return katalog_engine


# --- help and mistakes ----------------------------------------------------------------------------


def test_the_help_lists_every_command_in_german(capsys: pytest.CaptureFixture[str]) -> None:
    assert leave(["--help"]) == 0
    text = capsys.readouterr().out
    check_german(text)
    for befehl in BEFEHLE:
        assert re.search(rf"^    {befehl} +\S", text, re.MULTILINE), befehl
    assert text.startswith("Aufruf: python -m ilm_data [-h] BEFEHL ...")


def test_the_help_of_every_command_is_german(capsys: pytest.CaptureFixture[str]) -> None:
    leave(["--help"])
    befehle = re.findall(r"^    ([a-z]+) +\S", capsys.readouterr().out, re.MULTILINE)
    assert set(befehle) >= set(BEFEHLE)
    for befehl in befehle:
        assert leave([befehl, "--hilfe"]) == 0
        text = capsys.readouterr().out
        check_german(text)
        assert text.startswith(f"Aufruf: python -m ilm_data {befehl} [-h]")


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        ([], "Es fehlt: BEFEHL"),
        (["quatsch"], "unbekannt: 'quatsch' (möglich sind"),
        (["init", "zuviel"], "Unbekannte Angabe: zuviel"),
        (["pruefen"], "Es fehlt: DOKUMENT"),
        (["demo", "--heute"], "--heute: braucht eine Angabe"),
        (["demo", "--entf"], "Unbekannte Angabe: --entf"),
        pytest.param(
            ["demo", "--heute", "22.11.2026"],
            "kein Datum (JJJJ-MM-TT): '22.11.2026'",
        ),
        pytest.param(
            ["demo", "--entfernen=1"],
            "--entfernen",
        ),
    ],
)
def test_a_mistake_is_told_in_german(capsys: pytest.CaptureFixture[str], argv: list[str], sentence: str) -> None:
    assert leave(argv) == 2
    text = capsys.readouterr().err
    assert sentence in text
    check_german(text)


def test_it_runs_as_a_module() -> None:
    call = [sys.executable, "-m", "ilm_data", "--help"]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Aufruf: python -m ilm_data")


def test_a_store_out_of_reach_is_told_without_a_trace(capsys: pytest.CaptureFixture[str], ilm_env: SetEnv) -> None:
    ilm_env(database_url="postgresql+psycopg://niemand@127.0.0.1:1/nirgends")
    assert main(["init"]) == 2
    assert capsys.readouterr().err.startswith("Der Datenbestand ist nicht erreichbar oder beschädigt: ")


# --- init and demo --------------------------------------------------------------------------------


def test_init_twice(leerer_bestand: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("Katalog geladen: 49 Handlungsziele, 56 Maßnahmen, ")
    before = dump(leerer_bestand)
    assert main(["init"]) == 0
    assert capsys.readouterr().out == "Der Katalog ist vollständig, nichts zu tun.\n"
    assert dump(leerer_bestand) == before


def test_demo_and_back(katalog_bestand: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    before = dump(katalog_bestand, ohne=SPUREN)
    assert main(["demo"]) == 0
    text = capsys.readouterr().out
    check_german(text)
    counts = count_rows(katalog_bestand)
    assert counts["sachstand"] > 300
    assert text.startswith(f"Beispieldaten geladen: {counts['sachstand']} Meldungen, ")
    assert all(konto.name in text for konto in BEISPIEL_KONTEN)

    loaded = dump(katalog_bestand)
    assert main(["demo"]) == 0
    assert capsys.readouterr().out.startswith("Beispieldaten sind schon geladen")
    assert dump(katalog_bestand) == loaded

    assert main(["demo", "--entfernen"]) == 0
    assert capsys.readouterr().out.startswith(f"Beispieldaten entfernt: {counts['sachstand']} Meldungen, ")
    assert dump(katalog_bestand, ohne=SPUREN) == before


def test_demo_tells_the_story_up_to_the_day_it_is_given(katalog_bestand: Engine) -> None:
    assert main(["demo", "--heute", "2024-02-29"]) == 0
    with katalog_bestand.connect() as connection:
        newest = connection.exec_driver_sql("SELECT CAST(MAX(stand_am) AS VARCHAR(10)) FROM sachstand").scalar()
    assert "2024-01-01" < str(newest) <= "2024-02-29"


def test_no_demo_in_earnest(katalog_bestand: Engine, capsys: pytest.CaptureFixture[str], ilm_env: SetEnv) -> None:
    ilm_env(env="produktion")
    before = dump(katalog_bestand)
    assert main(["demo"]) == 1
    assert capsys.readouterr().err == "Im Betrieb (ILM_ENV=produktion) werden keine Beispieldaten geladen.\n"
    assert dump(katalog_bestand) == before


def test_what_demo_accounts_entered_leaves_with_them(
    katalog_bestand: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    """Reports, ticks, events and accounts are marked like all demo rows; a changed title stays, and is counted."""
    before = dump(katalog_bestand, ohne=SPUREN)
    assert main(["demo"]) == 0
    by, verwaltung = akteur(katalog_bestand, "beispiel-koordination"), akteur(katalog_bestand, "beispiel-verwaltung")
    with read_session(katalog_bestand) as session:
        id_ = massnahme_id(session, "2020-6.1-M1")
    neu = {"massnahme_id": id_, "titel": "Neuer Schritt", "faellig_am": date(2027, 3, 1)}
    meilenstein = add_meilenstein(katalog_bestand, **neu, heute=HEUTE, by=by)
    tick = {"meilenstein_id": meilenstein, "erledigt_am": HEUTE, "nachweis": "", "version": 1}
    complete_meilenstein(katalog_bestand, **tick, heute=HEUTE, by=by)
    fest = EreignisEingabe("Fest", HEUTE, HEUTE, EreignisStatus.GEPLANT, (id_,))
    add_ereignis(katalog_bestand, eingabe=fest, heute=HEUTE, by=by)
    konto = {"name": "neu", "anzeigename": "Neu", "rolle": NutzerRolle.LEITUNG, "stelle_id": None}
    create_nutzer(katalog_bestand, **konto, by=verwaltung)
    assert main(["demo", "--entfernen"]) == 0
    assert "bleiben" not in capsys.readouterr().out
    assert dump(katalog_bestand, ohne=SPUREN) == before

    assert main(["demo"]) == 0
    text = {"titel": "Anders", "beschreibung": "", "seite": None, "version": 1}
    by = akteur(katalog_bestand, "beispiel-koordination")
    edit_massnahme(katalog_bestand, massnahme_id=id_, **text, heute=HEUTE, by=by)
    assert main(["demo", "--entfernen"]) == 0
    assert "am Katalog, die bleiben (siehe Protokoll): 1." in capsys.readouterr().out


# --- accounts and retention -----------------------------------------------------------------------


@pytest.mark.usefixtures("katalog_bestand")
def test_accounts_from_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    def run(*argv: str) -> str:
        assert main(["nutzer", *argv]) == 0
        text = capsys.readouterr().out
        check_german(text)
        return text

    assert run("liste") == "Es gibt noch kein Konto.\n"
    erstes = run("anlegen", "Erika", "--rolle", "verwaltung")
    assert erstes.startswith("Einmalkennwort für erika: ")
    run("anlegen", "amt", "--rolle", "fachamt", "--stelle", "sozialamt", "--anzeigename", "Sozialamt, Team 1")
    assert run("kennwort", "AMT") != run("kennwort", "amt")
    assert run("sperren", "amt") == "Das Konto amt ist deaktiviert, alle seine Sitzungen sind beendet.\n"
    assert "amt · Fachamt · Sozialamt · deaktiviert" in run("liste")


@pytest.mark.parametrize(
    ("argv", "satz"),
    [
        (["anlegen", "amt", "--rolle", "fachamt", "--stelle", "mondamt"], "Stelle mit der Kennung „mondamt“ gibt es"),
        (["anlegen", "amt", "--rolle", "fachamt"], "Stelle"),
        (["sperren", "niemand"], "Ein Konto „niemand“ gibt es nicht. Alle Konten: python -m ilm_data nutzer liste"),
        (["kennwort", "niemand"], "Ein Konto „niemand“ gibt es nicht."),
    ],
)
def test_a_mistake_with_accounts_leaves_nothing(
    katalog_bestand: Engine, capsys: pytest.CaptureFixture[str], argv: list[str], satz: str
) -> None:
    before = dump(katalog_bestand)
    assert main(["nutzer", *argv]) == 1
    assert satz in capsys.readouterr().err
    assert dump(katalog_bestand) == before


@pytest.mark.usefixtures("katalog_bestand")
def test_the_last_administrator_is_not_locked_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nutzer", "anlegen", "erika", "--rolle", "verwaltung"]) == 0
    assert main(["nutzer", "sperren", "erika"]) == 1
    check_german(capsys.readouterr().err)


@pytest.mark.usefixtures("katalog_bestand")
def test_retention_twice(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nutzer", "anlegen", "erika", "--rolle", "verwaltung"]) == 0
    capsys.readouterr()
    assert main(["aufbewahrung"]) == 0
    assert capsys.readouterr().out.startswith("Gelöscht: ")
    assert main(["aufbewahrung", "--pseudonymisieren"]) == 0
    text = capsys.readouterr().out
    check_german(text)
    assert re.search(r"Im Protokoll pseudonymisiert: \d+ Personen\.", text)


@pytest.mark.usefixtures("katalog_bestand")
@pytest.mark.parametrize("argv", [["demo"], ["aufbewahrung"]])
def test_a_today_that_is_no_day(capsys: pytest.CaptureFixture[str], ilm_env: SetEnv, argv: list[str]) -> None:
    ilm_env(heute="übermorgen")
    code, error = main(argv), capsys.readouterr().err
    satz = "ILM_HEUTE ist auf „übermorgen“ gesetzt, das ist kein Datum. Bitte schreiben Sie es so: 2026-11-22.\n"
    assert (code, error) == ((1, satz) if argv == ["demo"] else (0, "")), "what needs no today works all the same"


def test_the_app_does_not_start_with_a_today_that_is_no_day() -> None:
    env = {**os.environ, "ILM_HEUTE": "übermorgen"}
    done = subprocess.run([sys.executable, "dashboard.py"], cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("ILM_HEUTE ist auf „übermorgen“ gesetzt")
    assert "Traceback" not in done.stderr


def test_demo_rows_can_be_removed_in_earnest(beispiel_engine: Engine, ilm_env: SetEnv) -> None:
    ilm_env(database_url=render(beispiel_engine.url), env="produktion")
    assert main(["demo", "--entfernen"]) == 0
    assert count_rows(beispiel_engine)["nutzer"] == 0


# --- the document ---------------------------------------------------------------------------------


@pytest.mark.parametrize("befehl", ["pruefen", "wortlaut"])
@pytest.mark.parametrize(
    ("name", "inhalt", "sentence"),
    [
        ("einkauf.md", b"# Einkaufsliste\n\n- Milch\n", "„einkauf.md“ ist nicht die erwartete Textausgabe"),
        ("konzept.pdf", b"%PDF-1.7 ...", "„konzept.pdf“ ist keine Textdatei"),
        ("leer.md", b"", "„leer.md“ ist nicht die erwartete Textausgabe"),
        ("fehlt.md", None, "„fehlt.md“ wurde nicht gefunden"),
    ],
)
def test_a_wrong_document_is_told_in_german(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    ilm_env: SetEnv,
    befehl: str,
    name: str,
    inhalt: bytes | None,
    sentence: str,
) -> None:
    bestand = tmp_path / "bestand.sqlite3"
    ilm_env(database_url=f"sqlite:///{bestand}")
    if inhalt is not None:
        (tmp_path / name).write_bytes(inhalt)
    assert main([befehl, str(tmp_path / name)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert sentence in captured.err
    assert captured.err.endswith("Bitte geben Sie den Pfad zu dieser Datei an.\n")
    check_german(captured.err)
    # The document comes first: nothing was made for one that cannot be read.
    assert not bestand.exists()


def test_the_catalogue_fits_the_document(konzept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pruefen", str(konzept)]) == 0
    assert capsys.readouterr().out == "Keine Unterschiede.\n"


def test_a_difference_is_named_and_counted(konzept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = konzept.read_text(encoding="utf-8")
    assert "im 2-Jahres-Turnus" in text
    changed = tmp_path / "geaendert.md"
    changed.write_text(text.replace("im 2-Jahres-Turnus", "im 3-Jahres-Turnus"), encoding="utf-8")
    assert main(["pruefen", str(changed)]) == 1
    *lines, last = capsys.readouterr().out.splitlines()
    assert any("5.2" in line and "im 3-Jahres-Turnus" in line for line in lines)
    assert last == ("1 Unterschied." if len(lines) == 1 else f"{len(lines)} Unterschiede.")


def test_the_wording_of_the_document(
    konzept: Path, katalog_bestand: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["wortlaut", str(konzept)]) == 0
    assert capsys.readouterr().out == "Wortlaut übernommen: 4 Leitziele, 49 Handlungsziele, 56 Maßnahmen.\n"
    for table in ("leitziel", "handlungsziel", "massnahme"):
        with katalog_bestand.connect() as connection:
            query = f"SELECT COUNT(*) FROM {table} WHERE wortlaut IS NULL OR LENGTH(wortlaut) < 10"
            assert connection.exec_driver_sql(query).scalar() == 0
    assert main(["wortlaut", str(konzept)]) == 0
    assert capsys.readouterr().out == "Wortlaut übernommen: 0 Leitziele, 0 Handlungsziele, 0 Maßnahmen.\n"
