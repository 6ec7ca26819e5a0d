"""The official wording: keys, mended slips, no icons."""

from pathlib import Path

import pytest
from unit.musterkonzept import LERNEN, MUSTER

from ilm_data.katalog.dokument import read_dokument
from ilm_data.katalog.textausgabe import SCHREIBFEHLER, clean_cell, even, fold, mend, strip_icons, tidy
from ilm_data.katalog.wortlaut import Wortlaute, wortlaute


@pytest.fixture(scope="module")
def texte() -> Wortlaute:
    return wortlaute(read_dokument(MUSTER))


def test_leitziele_mit_titel_und_text(texte: Wortlaute) -> None:
    assert texte.leitziele == {
        "1": "Wer neu ist, gehört dazu.\nIm Ilm-Kreis beginnt das Ankommen am ersten Tag.",
        "2": "Offenheit & Mut: Wir lernen voneinander!\n" + LERNEN.replace("urlI", "urI"),
    }


def test_handlungsziele_ohne_bildzeichen(texte: Wortlaute) -> None:
    assert list(texte.handlungsziele) == ["1.1", "1.2", "1.10", "2.1", "2.1.1"]
    assert texte.handlungsziele["1.1"] == "Offene Türen in den Ämtern"
    assert texte.handlungsziele["1.2"] == "Mehr Feste im Ilm-Kreis"


def test_ziele_des_anhangs_stehen_fuer_sich(texte: Wortlaute) -> None:
    assert texte.handlungsziele_vorfassung == {"1.2": "Schilder aufstellen\nWege finden", "5.10": "Gärten pflegen"}


def test_massnahmen_unter_ihrem_schluessel(texte: Wortlaute) -> None:
    assert list(texte.massnahmen) == [
        "2020-1.1-M1",
        "2020-1.1-M2",
        "2020-1.1-M3",
        "2020-1.2-M1",
        "2020-1.10-M1",
        "2020-2.1-M1",
        "2020-2.1-M2",
        "2020-2.1.1-M1",
        "2018-1.2-M1",
        "2018-5.10-M2",
    ]


def test_massnahmen_berichtigt_und_mit_punkten(texte: Wortlaute) -> None:
    fest = "Treffen im Quartier:\n➤ Stadtteilfeste im Freien (2x pro Jahr)\n➤ Kochabende ab 2022"
    assert texte.massnahmen["2020-1.2-M1"] == fest
    assert texte.massnahmen["2018-5.10-M2"] == "Gartentage für AkteurInnen"


@pytest.mark.parametrize(
    ("falsch", "richtig"),
    [
        ("im IIm-Kreis, llm-Kreis und Ilm-Kreis", "im Ilm-Kreis, Ilm-Kreis und Ilm-Kreis"),
        ("AkteurlInnen", "AkteurInnen"),
        ("Stadtteulfeste", "Stadtteilfeste"),
        ("mit Arbeitgebernnetzwerken", "mit Arbeitgebernetzwerken"),
        ("Planungs Koordinator", "Planungskoordinator"),
        ("freizeithlichen", "freizeitlichen"),
        ("IHK und ILM-KREIS, Schwimm-Kurs", "IHK und ILM-KREIS, Schwimm-Kurs"),
    ],
)
def test_schreibfehler(falsch: str, richtig: str) -> None:
    assert mend(falsch) == richtig
    assert mend(richtig) == richtig


def test_jeder_schreibfehler_hat_ein_beispiel_oben() -> None:
    assert len(SCHREIBFEHLER) == 6


def test_bildzeichen_gehen_schrift_bleibt() -> None:
    assert strip_icons("🏡 Haus 🚩🚧 \uf0d8 Tür, 5 °C – „so“ & ➤ weiter") == "Haus Tür, 5 °C – „so“ & ➤ weiter"
    assert strip_icons("Akteur*innen, L'amitié, ÖPNV") == "Akteur*innen, L'amitié, ÖPNV"


def test_textformen() -> None:
    assert tidy("\ufeffa\r\nb\u00a0c\u00ad\rd") == "a\nb c\nd"
    assert clean_cell("A  B<br/>C <ul><li>- d</li><li>➤ e</li></ul> &amp; f") == "A\nB\nC\n➤ d\n➤ e\n& f"
    assert even("„IIm – Kreis“  ‚x‘") == "\"Ilm - Kreis\" 'x'"
    assert fold("Bürger  BÜRO") == "bürger büro"


def test_echtes_dokument(konzept: Path) -> None:
    texte = wortlaute(read_dokument(konzept))
    anzahl = [
        len(t) for t in (texte.leitziele, texte.handlungsziele, texte.handlungsziele_vorfassung, texte.massnahmen)
    ]
    assert anzahl == [4, 42, 7, 56]
    alle = [t for teil in (texte.leitziele, texte.handlungsziele, texte.massnahmen) for t in teil.values()]
    assert all(alle)
    for rest in ("IIm", "urlI", "nnetz", "teulf", "🏡", "🚩", "🚧", "<", "*", "\t"):
        assert not [text for text in alle if rest in text], rest
    assert "2018-5.8-M2" in texte.massnahmen
