"""Reading the text edition: what is read, what it tolerates, and that nothing gets lost."""

import dataclasses
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from unit.musterkonzept import LERNEN, MUSTER

from ilm_data.katalog.dokument import DokumentUnlesbar, read_dokument
from ilm_data.katalog.dokument_formen import Dokument, MassnahmeZeile, massnahme_nr


@pytest.fixture(scope="module")
def dokument() -> Dokument:
    return read_dokument(MUSTER)


def get_massnahme(dokument: Dokument, ziel: str, nr: str = "M1") -> MassnahmeZeile:
    return next(m for m in dokument.massnahmen if (m.ziel, m.nr) == (ziel, nr))


def list_texte(wert: object) -> list[str]:
    """Every string anywhere in a Dokument."""
    if isinstance(wert, str):
        return [wert]
    if isinstance(wert, tuple):
        return [text for teil in wert for text in list_texte(teil)]
    if dataclasses.is_dataclass(wert):
        return [text for name in dataclasses.fields(wert) for text in list_texte(getattr(wert, name.name))]
    return []


def list_gelesenes(dokument: Dokument) -> list[str]:
    """The texts with white space evened out, for comparing two readings; line numbers differ anyway."""
    return [" ".join(text.split()) for text in list_texte(dokument)]


# --- what is read -------------------------------------------------------------------------------


def test_jahre_und_laufzeit(dokument: Dokument) -> None:
    assert (dokument.fassung, dokument.vorfassung) == ("2020", "2018")
    assert dokument.laufzeit == "Für die 1. Fortschreibung ist ein Zeitraum von drei Jahren ab Beschluss gedacht."


def test_handlungsfelder_mit_seiten(dokument: Dokument) -> None:
    felder = [(f.nr, f.titel, f.titel_verzeichnis, f.seite, f.einleitung) for f in dokument.handlungsfelder]
    assert felder == [
        ("1", "Ankommen und Begegnung", "Ankommen und Begegnung", 5, "Begegnung braucht Orte und Zeit."),
        ("2", "Lernen", "Lernen", 7, "Lernen hört nicht auf."),
    ]


def test_leitziele_ohne_den_schluss_des_kapitels(dokument: Dokument) -> None:
    assert [(z.nr, z.titel, z.wortlaut) for z in dokument.leitziele] == [
        ("1", "Wer neu ist, gehört dazu.", "Im IIm-Kreis beginnt das Ankommen am ersten Tag."),
        ("2", "Offenheit & Mut: Wir lernen voneinander!", LERNEN),
    ]


def test_ziele_in_ihrer_reihenfolge(dokument: Dokument) -> None:
    assert [(z.nr, z.handlungsfeld) for z in dokument.ziele] == [
        ("1.1", "1"),
        ("1.2", "1"),
        ("1.10", "1"),
        ("2.1", "2"),
        ("2.1.1", "2"),
    ]
    assert dokument.ziele[0].titel == ("🏡 Offene Türen in den Ämtern",)


def test_zeilenbezeichnungen(dokument: Dokument) -> None:
    bezeichnungen = [m.bezeichnung for m in dokument.massnahmen]
    assert bezeichnungen[:5] == ["Maßnahme 1", "Maßnahme 2", "Maßnahme 3", "Maßnahme (n)", "Maßnahme"]


@pytest.mark.parametrize(
    ("bezeichnung", "nr"), [("Maßnahme", "M1"), ("Maßnahme (n)", "M1"), ("Maßnahme 2", "M2"), ("Maßnahme 11", "M11")]
)
def test_nummer_einer_massnahme(bezeichnung: str, nr: str) -> None:
    assert massnahme_nr(bezeichnung) == nr


def test_zellen_ohne_html_mit_punkten_als_zeilen(dokument: Dokument) -> None:
    assert get_massnahme(dokument, "1.1").text == "Sprechstunden im Rathaus\n➤ am Vormittag,\n➤ am Abend"
    fest = get_massnahme(dokument, "1.2")
    assert fest.text == "Treffen im Quartier:\n➤ Stadtteulfeste im Freien (2x pro Jahr)\n➤ Kochabende ab 2022"
    assert fest.zustaendigkeiten == "1. Stadtteilbüro: offene Werkstatt, 1x pro Monat 2. Gartenbauverein e.V."


def test_eine_zahl_am_anfang_der_zelle_gehoert_nicht_zur_bezeichnung(dokument: Dokument) -> None:
    massnahme = get_massnahme(dokument, "1.10")
    assert (massnahme.bezeichnung, massnahme.text[:10]) == ("Maßnahme", "2020 wurde")


def test_fussnote_haengt_an_ihrer_massnahme(dokument: Dokument) -> None:
    massnahme = get_massnahme(dokument, "1.1", "M3")
    assert massnahme.text == "Rundgang durch die Stadt"
    assert [(note.nr, note.text) for note in massnahme.fussnoten] == [("1", "Der Rundgang war für 2020 geplant.")]


def test_termin_gilt_fuer_alle_darueber_die_keinen_haben(dokument: Dokument) -> None:
    erbe = [(m.ziel, m.nr, t.text, t.is_geerbt(m)) for m in dokument.massnahmen if (t := dokument.find_termin(m))]
    assert erbe[:3] == [
        ("1.1", "M1", "fortlaufend", True),
        ("1.1", "M2", "fortlaufend", True),
        ("1.1", "M3", "fortlaufend", False),
    ]
    assert erbe[5:7] == [("2.1", "M1", "Jährlich im Mai", False), ("2.1", "M2", "jährlich", False)]


def test_abkuerzungen_und_anhang(dokument: Dokument) -> None:
    assert [(a.kurz, a.lang) for a in dokument.abkuerzungen][1] == ("e.V.", "eingetragener Verein")
    assert len(dokument.abkuerzungen) == 3
    assert [(e.ziel, e.nr, e.bezeichnung, e.titel) for e in dokument.anhang] == [
        ("1.2", "M1", "Maßnahme (n)", ("🚧 Schilder aufstellen", "🚧 Wege finden")),
        ("5.10", "M2", "Maßnahme 2", ("Gärten pflegen",)),
    ]
    assert dokument.anhang_text.endswith("Fragen beantwortet das Bürgerbüro.")
    assert dokument.unverstanden == ()


# --- what is tolerated --------------------------------------------------------------------------

FORMEN: dict[str, Callable[[str], bytes]] = {
    "windows": lambda text: text.replace("\n", "\r\n").encode(),
    "byte order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "utf-16": lambda text: text.encode("utf-16"),
    "zerlegte umlaute": lambda text: unicodedata.normalize("NFD", text).encode(),
    "leerzeichen statt tab": lambda text: text.replace("\t", "    ").encode(),
    "ein leerzeichen statt tab": lambda text: text.replace("\t", " ").encode(),
    "doppelte leerzeichen": lambda text: text.replace(" ", "  ").encode(),
    "geschützte leerzeichen": lambda text: text.replace(" ", "\u00a0").encode(),
    "ohne leerzeilen": lambda text: re.sub(r"\n\n+", "\n", text).encode(),
    "mit mehr leerzeilen": lambda text: text.replace("\n", "\n\n").encode(),
    "gleiche überschriften": lambda text: re.sub(r"(?m)^#+ ", "# ", text).encode(),
    "ohne fettschrift": lambda text: re.sub(r"\*\*|</?b>", "", text).encode(),
    "fette bezeichnungen": lambda text: re.sub(r"(?m)^(Maß[^\t]*|Zus\w*|Termin)\t", r"**\1**\t", text).encode(),
    "senkrechte striche": lambda text: re.sub(r"(?m)^([^\t\n]+)\t(.+)$", r"| \1 | \2 |", text).encode(),
    "ohne tags": lambda text: re.sub(r"</?(?!sup)[a-z][^>]*>", "", text).encode(),
    "andere fußnoten": lambda text: text.replace("\n<sup>1</sup>", "\n[^1]:").replace("<sup>1</sup>", "[^1]").encode(),
}


@pytest.mark.parametrize("form", FORMEN)
def test_andere_formen_derselben_ausgabe(dokument: Dokument, tmp_path: Path, form: str) -> None:
    path = tmp_path / "plan.md"
    path.write_bytes(FORMEN[form](MUSTER))
    gelesen = read_dokument(path)
    assert list_gelesenes(gelesen) == list_gelesenes(dokument)
    assert len(gelesen.termine) == len(dokument.termine)


def test_windows_zeichensatz(tmp_path: Path) -> None:
    ohne_bildzeichen = re.sub("[🏡🚧➤]", "", MUSTER)
    path = tmp_path / "plan.md"
    path.write_bytes(ohne_bildzeichen.encode("cp1252"))
    assert list_texte(read_dokument(path)) == list_texte(read_dokument(ohne_bildzeichen))


def test_ilm_in_beiden_schreibungen() -> None:
    assert read_dokument(MUSTER.replace("IIm", "Ilm")).unverstanden == ()


# --- what is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "inhalt",
    [b"%PDF-1.7 ...", b"PK\x03\x04\0\0", b"Ein Brief.\nMit zwei Zeilen.", b"3.1 Handlungsfeld 1: A\nTermin\n", b""],
)
def test_anderes_dokument_wird_abgelehnt(tmp_path: Path, inhalt: bytes) -> None:
    path = tmp_path / "brief.md"
    path.write_bytes(inhalt)
    with pytest.raises(DokumentUnlesbar, match=r"„brief\.md“.*Erwartet wird.*Bitte geben Sie") as fehler:
        read_dokument(path)
    assert "None" not in str(fehler.value)


@pytest.mark.parametrize("pfad", ["/nirgends/plan.md", "", "ein\0pfad"])
def test_fehlende_datei_wird_genannt(pfad: str) -> None:
    with pytest.raises(DokumentUnlesbar, match="nicht gefunden oder ist nicht lesbar"):
        read_dokument(pfad)


def test_text_der_kein_plan_ist() -> None:
    with pytest.raises(DokumentUnlesbar, match="keine Handlungsfelder"):
        read_dokument("Liebe Leute,\nes grüßt niemand.")


# --- what is kept although not understood -------------------------------------------------------


@pytest.mark.parametrize(
    ("alt", "neu", "rest"),
    [
        ("Zuständigkeiten\tSchulen\n", "Zuständig\tSchulen\n", "Zuständig Schulen"),
        ("Termin\tjährlich\n", "Termin\tjährlich\n\nDer Beirat tagt.\n", "Der Beirat tagt."),
        ("Termin\tjährlich\n", "Termin\tjährlich\nTermin\tmonatlich\n", "Termin monatlich"),
        (
            "Zuständigkeiten\tSchulen\n",
            "Zuständigkeiten\tSchulen\nZuständigkeiten\tKreisarchiv\n",
            "Zuständigkeiten Kreisarchiv",
        ),
        ("### Handlungsziel 1.2\n", "### Handlungsziel eins zwei\n", "Handlungsziel eins zwei"),
        ("Begegnung braucht Orte", "Maßnahme 9\tBegegnung braucht Orte", "Maßnahme 9 Begegnung braucht Orte und Zeit."),
        ("<sup>1</sup> Der Rundgang", "<sup>2</sup> Der Rundgang", "Fußnote 2: Der Rundgang war für 2020 geplant."),
        ("Stadt <sup>1</sup>", "Stadt <sup>7</sup>", "Fußnotenzeichen 7 ohne Fußnote"),
        ("BB\tBürgerbüro\n", "BB\tBürgerbüro\nAllein\n", "Allein"),
        ("Maßnahme 2\tGartentage", "Maßname 2\tGartentage", "Maßname 2 Gartentage für AkteurlInnen"),
        ("für AkteurlInnen\n", "für AkteurlInnen\nTermin\tbald\n", "Termin bald"),
        ("für AkteurlInnen\n", "für AkteurlInnen\nZuständigkeiten\tVerein\n", "Zuständigkeiten Verein"),
    ],
)
def test_unverstandenes_bleibt_erhalten(alt: str, neu: str, rest: str) -> None:
    assert MUSTER.count(alt) >= 1
    assert rest in [zeile.text for zeile in read_dokument(MUSTER.replace(alt, neu)).unverstanden]


def test_unverstandene_zeile_nennt_ihre_nummer() -> None:
    zeilen = MUSTER.replace("Termin\tjährlich\n", "Termin\tjährlich\n\nDer Beirat tagt.\n").split("\n")
    (zeile,) = read_dokument("\n".join(zeilen)).unverstanden
    assert zeilen[zeile.nr - 1] == "Der Beirat tagt."


@pytest.mark.parametrize(
    "zeile", ["Beirat tagt", "Zuständig\tBeirat tagt", "### Beirat tagt", "➤ Beirat tagt", "Beirat tagt."]
)
def test_keine_zeile_geht_verloren(zeile: str) -> None:
    """Wherever a line is put in chapter 3 or the annex, its words turn up again somewhere."""
    zeilen = MUSTER.split("\n")
    kapitel3 = range(
        zeilen.index("### 3.1 Handlungsfeld 1: Ankommen und Begegnung"), zeilen.index("## 4 Fazit und Ausblick")
    )
    anhang = range(zeilen.index("## Anhang"), len(zeilen))
    for stelle in (*kapitel3, *anhang):
        dokument = read_dokument("\n".join([*zeilen[: stelle + 1], zeile, *zeilen[stelle + 1 :]]))
        assert any("Beirat tagt" in text for text in list_texte(dokument)), f"hinter „{zeilen[stelle]}“"


# --- the county's own document ------------------------------------------------------------------


@pytest.fixture(scope="module")
def echtes(konzept: Path) -> Dokument:
    return read_dokument(konzept)


def test_echtes_dokument_in_zahlen(echtes: Dokument) -> None:
    teile = (echtes.leitziele, echtes.handlungsfelder, echtes.ziele, echtes.massnahmen, echtes.termine)
    assert [len(teil) for teil in (*teile, echtes.abkuerzungen, echtes.anhang)] == [4, 6, 42, 49, 43, 23, 7]
    assert [sum(z.handlungsfeld == f.nr for z in echtes.ziele) for f in echtes.handlungsfelder] == [5, 9, 8, 6, 9, 5]
    je_feld = [sum(m.ziel.startswith(f"{f.nr}.") for m in echtes.massnahmen) for f in echtes.handlungsfelder]
    assert je_feld == [7, 11, 8, 7, 10, 6]


def test_echtes_dokument_ganz_verstanden(echtes: Dokument) -> None:
    assert echtes.unverstanden == ()
    assert all(m.text and m.zustaendigkeiten and echtes.find_termin(m) for m in echtes.massnahmen)
    assert all(len(ziel.titel) == 1 for ziel in echtes.ziele)


def test_echtes_dokument_nur_6_5_hat_termine_je_massnahme(echtes: Dokument) -> None:
    mehrere = {ziel.nr for ziel in echtes.ziele if len(echtes.list_massnahmen(ziel.nr)) > 1}
    eigene = {nr for nr in mehrere if sum(termin.ziel == nr for termin in echtes.termine) > 1}
    assert eigene == {"6.5"}


def test_echtes_dokument_ohne_reste_der_auszeichnung(echtes: Dokument) -> None:
    texte = [text for m in echtes.massnahmen for text in (m.text, m.zustaendigkeiten or "")]
    assert not [text for text in texte if re.search(r"[<>*\t]|<sup>", text)]
