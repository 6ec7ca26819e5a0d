"""The catalogue as shipped: its counts against the document, spot checks, and the reader's refusals."""

import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from db.vocabulary import Fundort, Genauigkeit, HerkunftArt, Rolle, TerminArt
from ilm_data.katalog.reader import DATEN, KatalogError, iter_massnahmen, iter_teile, read_katalog
from ilm_data.katalog.schema import Katalog, MassnahmeEintrag, TerminEintrag
from ilm_data.rules.nummern import nummer_key

FELDER = {
    "1": ("Interkulturelle Öffnung und gesellschaftliche Teilhabe", 9, 5, 7),
    "2": ("Sprache und Bildung", 12, 9, 11),
    "3": ("Ausbildung und Arbeitsmarkt", 16, 8, 8),
    "4": ("Wohnen", 20, 6, 7),
    "5": ("Gesundheit und Soziales", 23, 9, 10),
    "6": ("Kultur, Freizeit und Sport", 27, 5, 6),
}
GEMEINSAM = {
    "2.6-M2",
    "2.9-M1",
    "3.1-M1",
    "3.2-M1",
    "3.4-M1",
    "3.4.1-M1",
    "4.3-M1",
    "4.6-M1",
    "5.5-M2",
    "5.9-M1",
    "6.2-M1",
}


@pytest.fixture(scope="module")
def katalog() -> Katalog:
    return read_katalog()


@pytest.fixture(scope="module")
def massnahmen(katalog: Katalog) -> dict[str, MassnahmeEintrag]:
    """The 49 measures of 2020 by goal and number, e.g. "1.1-M2"."""
    return {key.removeprefix("2020-"): m for key, m in iter_massnahmen(katalog) if key.startswith("2020-")}


def list_terminzellen(massnahme: MassnahmeEintrag) -> list[TerminEintrag]:
    return [t for t in massnahme.termine if t.fundort is Fundort.TERMINZELLE]


def list_rollen(massnahme: MassnahmeEintrag) -> dict[str, Rolle]:
    return {z.stelle: z.rolle for z in massnahme.zustaendigkeiten}


def test_fields_carry_their_names_pages_and_counts(katalog: Katalog) -> None:
    felder = [f for f in katalog.handlungsfelder if f.fassung == "2020"]
    gelesen = {f.nr: (f.titel, f.seite, len(f.ziele), sum(len(z.massnahmen) for z in f.ziele)) for f in felder}
    assert gelesen == FELDER
    assert sum(len(f.ziele) for f in felder) == 42
    assert all(len(f.kurz) <= 24 for f in katalog.handlungsfelder)


def test_other_counts(katalog: Katalog, massnahmen: dict[str, MassnahmeEintrag]) -> None:
    assert len(massnahmen) == 49
    assert len(katalog.leitziele) == 4
    assert len(katalog.abkuerzungen) == 23
    assert [f.kurz for f in katalog.fassungen] == ["2018", "2020"]
    assert len(katalog.foerderungen) == 8


def test_goals_sort_by_the_parts_of_their_number(katalog: Katalog) -> None:
    feld = next(f for f in katalog.handlungsfelder if f.nr == "3" and f.fassung == "2020")
    nummern = [z.nr for z in feld.ziele]
    assert nummern == ["3.1", "3.2", "3.3", "3.4", "3.4.1", "3.5", "3.6", "3.7"]
    assert sorted(set(nummern), key=nummer_key) == nummern


def test_titles_are_short_and_no_slip_of_the_edition_is_left(katalog: Katalog) -> None:
    titel = [m.titel for _, m in iter_massnahmen(katalog)] + [z.titel for f in katalog.handlungsfelder for z in f.ziele]
    assert all(3 <= len(t) <= 80 for t in titel)
    text = "".join(path.read_text(encoding="utf-8") for path in DATEN.glob("*.yaml"))
    for slip in ("IIm", "lIm-", "AkteurlInnen", "Arbeitgebernnetz", "Stadtteulfest"):
        assert slip not in text


def test_numbers_stay_text(katalog: Katalog) -> None:
    assert {z.nr for f in katalog.handlungsfelder if f.fassung == "2018" for z in f.ziele} >= {"5.10", "5.12"}


# Termine


def test_each_measure_has_one_wording_and_43_are_not_inherited(massnahmen: dict[str, MassnahmeEintrag]) -> None:
    zellen = {key: list_terminzellen(m) for key, m in massnahmen.items()}
    assert all(len(zelle) == 1 for zelle in zellen.values())
    geerbt = {key for key, (termin,) in zellen.items() if termin.geerbt}
    assert geerbt == {"1.1-M1", "1.1-M2", "2.1-M1", "2.6-M1", "4.3-M1", "5.5-M1"}
    assert len(zellen) - len(geerbt) == 43


def test_36_measures_say_only_fortlaufend(massnahmen: dict[str, MassnahmeEintrag]) -> None:
    worte = Counter(list_terminzellen(m)[0].wortlaut.casefold() for m in massnahmen.values())
    assert worte["fortlaufend"] == 36
    gross = {key for key, m in massnahmen.items() if list_terminzellen(m)[0].wortlaut == "Fortlaufend"}
    assert gross == {"1.5-M1", "2.2-M1"}


@pytest.mark.parametrize(
    ("key", "wortlaut"),
    [
        ("2.9-M1", "Prüfung 2021, Beginn des Schuljahres 2021/22"),
        ("4.1-M1", "spätestens ab 2019 und fortlaufend"),
        ("4.2-M1", "Fertigstellung Konzept 2018, Durchführung fortlaufend"),
        ("4.6-M1", "fortlaufend, 1-2x im Jahr"),
        ("5.1-M1", "fortlaufend, insbesondere Weiterführung über 2020 hinaus"),
        ("5.2-M1", "im 2-Jahres-Turnus"),
        ("5.4-M1", "ab 2019"),
        ("5.5-M1", "fortlaufend ab 2018"),
        ("5.5-M2", "fortlaufend ab 2018"),
        ("6.2-M1", "fortlaufende Betreuung, 1x jährliche Generalaktualisierung Datenbank"),
        ("6.3-M1", "jährlich"),
        ("6.5-M1", "Jährlich im September"),
        ("6.5-M2", "jährlich ein Nachmittag im September"),
    ],
)
def test_the_other_13_wordings(massnahmen: dict[str, MassnahmeEintrag], key: str, wortlaut: str) -> None:
    assert [t.wortlaut for t in list_terminzellen(massnahmen[key])] == [wortlaut]


def test_rhythms_outside_the_termin_row(massnahmen: dict[str, MassnahmeEintrag]) -> None:
    gelesen = {
        (key, t.teil, t.wortlaut, t.fundort.value)
        for key, m in massnahmen.items()
        for t in m.termine
        if t.fundort is not Fundort.TERMINZELLE
    }
    assert gelesen == {
        ("3.6-M1", "3", "1x pro Monat", "zustaendigkeiten"),
        ("4.1-M1", "3", "ab 2021", "massnahmentext"),
        ("6.1-M1", "1.1", "2x pro Jahr", "massnahmentext"),
        ("6.1-M1", "1.2", "nach Bedarf", "massnahmentext"),
    }


def test_one_wording_can_be_read_as_two_termine(massnahmen: dict[str, MassnahmeEintrag]) -> None:
    arten = {key: [d.art.value for d in list_terminzellen(m)[0].deutungen] for key, m in massnahmen.items()}
    assert {key: art for key, art in arten.items() if len(art) > 1} == {
        "2.9-M1": ["einmalig", "einmalig"],
        "4.2-M1": ["einmalig", "fortlaufend"],
        "4.6-M1": ["fortlaufend", "wiederkehrend"],
        "6.2-M1": ["fortlaufend", "wiederkehrend"],
    }


def test_readings_with_dates(massnahmen: dict[str, MassnahmeEintrag]) -> None:
    (turnus,) = list_terminzellen(massnahmen["5.2-M1"])[0].deutungen
    assert (turnus.periode_monate, turnus.von, turnus.hinweis != "") == (24, date(2021, 1, 1), True)
    (wochen,) = list_terminzellen(massnahmen["6.5-M1"])[0].deutungen
    assert (wochen.periode_monate, wochen.anker_monat, wochen.quote_min, wochen.quote_max) == (12, 9, 1, 1)
    pruefung, beginn = list_terminzellen(massnahmen["2.9-M1"])[0].deutungen
    assert (pruefung.von, pruefung.bis) == (date(2021, 1, 1), date(2021, 12, 31))
    assert (beginn.bis, beginn.genauigkeit) == (date(2021, 8, 1), Genauigkeit.TAG)
    for key, jahr in (("4.1-M1", 2019), ("5.4-M1", 2019), ("5.5-M1", 2018), ("5.5-M2", 2018)):
        (ab,) = list_terminzellen(massnahmen[key])[0].deutungen
        assert (ab.art, ab.von, ab.genauigkeit) == (TerminArt.FORTLAUFEND, date(jahr, 1, 1), Genauigkeit.JAHR)


def test_the_postponed_festival_keeps_its_earlier_year(massnahmen: dict[str, MassnahmeEintrag]) -> None:
    fest = next(t for t in massnahmen["4.1-M1"].termine if t.teil == "3").deutungen[0]
    assert fest.von == date(2021, 1, 1)
    assert fest.ersetzt
    assert (fest.ersetzt.von, fest.ersetzt.fundort) == (date(2020, 1, 1), Fundort.FUSSNOTE)
    assert "Pandemie" in fest.ersetzt.grund


# Zuständigkeiten


def test_every_measure_has_an_office_that_leads(massnahmen: dict[str, MassnahmeEintrag]) -> None:
    for key, massnahme in massnahmen.items():
        rollen = {z.rolle for z in massnahme.zustaendigkeiten}
        assert rollen & {Rolle.FEDERFUEHREND, Rolle.GEMEINSAM}, key
        assert (Rolle.GEMEINSAM in rollen) == (key in GEMEINSAM), key
        assert key not in GEMEINSAM or rollen == {Rolle.GEMEINSAM}, key


def test_only_one_lead_is_said_outright(massnahmen: dict[str, MassnahmeEintrag]) -> None:
    gesagt = [(key, z.stelle) for key, m in massnahmen.items() for z in m.zustaendigkeiten if not z.hergeleitet]
    assert gesagt == [("6.5-M2", "betreiber-gemeinschaftsunterkuenfte")]


def test_every_office_is_named_somewhere(katalog: Katalog, massnahmen: dict[str, MassnahmeEintrag]) -> None:
    genannt = {z.stelle for m in massnahmen.values() for z in m.zustaendigkeiten}
    assert genannt == {s.kennung for s in katalog.stellen}
    assert all(z.wortlaut for m in massnahmen.values() for z in m.zustaendigkeiten)


def test_units_belong_to_their_office(katalog: Katalog) -> None:
    eltern = {s.kennung: s.eltern for s in katalog.stellen}
    assert eltern["fachbereich-aaw"] == "sozialamt"
    assert {k for k, e in eltern.items() if e == "jugendamt"} == {
        "kitabedarfsplanung",
        "kinder-und-jugendhilfeplanung",
        "kitafachberatung-jugendamt",
    }
    assert eltern["beauftragte-chancengleichheit"] == "jobcenter"
    assert "Beauftragte für Ausländer und Behinderte" in {s.name for s in katalog.stellen}


def test_roles_of_measures_with_several_phrases(massnahmen: dict[str, MassnahmeEintrag]) -> None:
    assert list_rollen(massnahmen["5.1-M1"]) == {
        "tmmjv": Rolle.FINANZIEREND,
        "sozialamt": Rolle.FEDERFUEHREND,
        "jobcenter": Rolle.MITWIRKEND,
    }
    assert list_rollen(massnahmen["1.4-M1"]) == {
        "relevante-traegerstrukturen": Rolle.FEDERFUEHREND,
        "staedte-und-gemeinden": Rolle.MITWIRKEND,
        "wohnungsgesellschaften": Rolle.MITWIRKEND,
        "beauftragte-auslaender-behinderte": Rolle.MITWIRKEND,
        "integrierte-sozialplanung": Rolle.MITWIRKEND,
    }
    teile = {z.stelle: z.teil for z in massnahmen["4.4-M1"].zustaendigkeiten}
    assert teile == {"fachbereich-aaw": "1", "wohnungsgesellschaften": "2"}


def test_programmes_are_linked_from_three_measures(katalog: Katalog, massnahmen: dict[str, MassnahmeEintrag]) -> None:
    verknuepft = {key: len(m.foerderungen) for key, m in massnahmen.items() if m.foerderungen}
    assert verknuepft == {"1.1-M1": 5, "5.1-M1": 1, "5.3-M1": 2}
    genutzt = {f.programm for m in massnahmen.values() for f in m.foerderungen}
    assert genutzt == {f.kennung for f in katalog.foerderungen}


# Teile, Bezüge, Anhang


def test_parts(massnahmen: dict[str, MassnahmeEintrag]) -> None:
    zahl = {key: len(m.teile) for key, m in massnahmen.items() if m.teile}
    erwartet = {"1.1-M1": 2, "1.2-M1": 2, "1.3-M1": 2, "1.4-M1": 3, "1.5-M1": 3, "2.2-M1": 2, "2.3-M1": 2, "2.5-M1": 2}
    erwartet |= {"3.1-M1": 2, "3.2-M1": 2, "3.4-M1": 2, "3.6-M1": 3, "4.1-M1": 3, "4.2-M1": 6, "4.3-M2": 2, "4.4-M1": 2}
    erwartet |= {"5.4-M1": 2, "5.6-M1": 5, "5.7-M1": 2, "6.1-M1": 2, "6.2-M1": 3}
    assert zahl == erwartet
    nummern = [t.nr for t in iter_teile(massnahmen["6.1-M1"].teile)]
    assert nummern == ["1", "1.1", "1.2", "1.3", "1.4", "1.5", "2"]
    assert massnahmen["3.6-M1"].teile[2].fundort is Fundort.ZUSTAENDIGKEITEN


def test_links_between_measures(katalog: Katalog) -> None:
    assert {(b.art.value, b.von, b.nach) for b in katalog.bezuege} == {
        ("gleich", "2020-1.1-M2", "2020-6.5-M1"),
        ("gleich", "2020-1.1-M3", "2020-6.3-M1"),
        ("analog", "2020-1.4-M1", "2020-4.1-M1"),
        ("analog", "2020-2.4-M1", "2020-3.3-M1"),
    }
    assert all(b.beleg for b in katalog.bezuege)


def test_row_labels(massnahmen: dict[str, MassnahmeEintrag]) -> None:
    assert Counter(m.bezeichnung for m in massnahmen.values()) == {
        "Maßnahme": 21,
        "Maßnahme (n)": 14,
        "Maßnahme 1": 7,
        "Maßnahme 2": 6,
        "Maßnahme 3": 1,
    }


def test_seven_measures_of_2018_were_dropped(katalog: Katalog) -> None:
    alt = {key: m for key, m in iter_massnahmen(katalog) if key.startswith("2018-")}
    assert list(alt) == [
        "2018-2.2-M1",
        "2018-3.5-M1",
        "2018-5.4-M1",
        "2018-5.5-M1",
        "2018-5.8-M2",
        "2018-5.10-M1",
        "2018-5.12-M1",
    ]
    assert all(m.herkunft is HerkunftArt.ENTFALLEN and m.herkunft_grund for m in alt.values())
    assert all(f.seite is None for f in katalog.handlungsfelder if f.fassung == "2018")


def test_the_term_stands_but_no_day_of_the_resolution(katalog: Katalog) -> None:
    fassung = katalog.fassungen[-1]
    assert (fassung.stand_am, fassung.beschluss_am) == (date(2020, 11, 2), None)
    assert (fassung.beschluss_geplant, fassung.laufzeit_monate) == (date(2020, 12, 1), 36)
    assert fassung.vorgaenger == "2018"


# What the reader refuses


@pytest.mark.parametrize(
    ("datei", "alt", "neu", "meldung"),
    [
        (
            "handlungsfeld_2.yaml",
            'nr: "2.3"',
            "nr: 2.3",
            r"handlungsfeld_2\.yaml: ziele 2\.3 → nr – .*Anführungszeichen",
        ),
        (
            "handlungsfeld_6.yaml",
            "art: offen",
            "art: vage",
            r"termine nach Bedarf → deutungen .*art – kein erlaubter Wert",
        ),
        (
            "handlungsfeld_4.yaml",
            "stelle: vermieterinnen",
            "stelle: mieter",
            r"yaml: 4\.5/M1 – Stelle „mieter“ gibt es nicht",
        ),
        ("handlungsfeld_4.yaml", 'AAW)", teil: "1"', 'AAW)", teil: "7"', r"4\.4/M1: .* – Teil „7“ gibt es nicht"),
        (
            "handlungsfeld_5.yaml",
            "programm: foerderrichtlinie-mbe",
            "programm: x",
            r"5\.3/M1 – Förderprogramm „x“ gibt es",
        ),
        ("handlungsfeld_2.yaml", 'nr: "2.4"', 'nr: "3.4"', r"Handlungsziel 3\.4 gehört nicht zu Handlungsfeld 2"),
        ("handlungsfeld_2.yaml", 'nr: "2.4"', 'nr: "2.3"', r"Handlungsziele – „2020-2\.3“ kommt mehrfach vor"),
        ("handlungsfeld_2.yaml", 'nr: "2.4"', 'nr: "2.40"', r"nicht in ihrer Reihenfolge"),
        ("handlungsfeld_6.yaml", 'nr: "1.5"', 'nr: "2.5"', r"6\.1/M1: Der Unterpunkt 2\.5 gehört nicht zu Teil 1"),
        ("handlungsfeld_4.yaml", "von: 2018-01-01, bis: 2018-12-31, ", "", r"4\.2/M1: Termin .* einmalig braucht"),
        ("handlungsfeld_1.yaml", '"fortlaufend", geerbt', '"laufend", geerbt', r"1\.1 – den geerbten Termin „laufend“"),
        ("stellen.yaml", "kennung: hwk", "kennung: ihk", r"stellen\.yaml – „ihk“ kommt mehrfach vor"),
        ("stellen.yaml", 'aliase: ["HWK"]', 'aliase: ["Ihk"]', r"stellen\.yaml – „ihk“ kommt mehrfach vor"),
        ("stellen.yaml", "eltern: lamitie", "eltern: niemand", r"Eintrag mbe – Eltern-Stelle „niemand“ gibt es nicht"),
        ("stellen.yaml", "  art: bund\n", "  art: bund\n  farbe: rot\n", r"Eintrag bund → farbe – unbekannte Angabe"),
        ("stellen.yaml", "  art: bund\n", "  art: bund\n  art: land\n", r"Zeile \d+ – die Angabe „art“ .* doppelt"),
        ("bezuege.yaml", "2020-6.3-M1", "2020-6.3-M9", r"Eintrag 2020-1\.1-M3 – andere Maßnahme „2020-6\.3-M9“"),
        ("fassungen.yaml", 'vorgaenger: "2018"', 'vorgaenger: "2016"', r"Vorgänger „2016“ gibt es nicht"),
        (
            "indikatoren.yaml",
            'ziele: ["5.2"]',
            'ziele: ["5.99"]',
            r"wegweiser-alter – Handlungsziel „5\.99“ gibt es nicht",
        ),
        ("indikatoren.yaml", 'bereich: "4"', 'bereich: "7"', r"Eintrag dezentrale-unterbringung – Bereich „7“"),
        ("indikatoren.yaml", "  stichtag: [12, 31]\n", "", r"Eintrag bevoelkerung – „stichtag“ gehört"),
        ("leitziele.yaml", '- nr: "1"', "- nr: [", r"leitziele\.yaml: Zeile \d+ – kein gültiges YAML"),
    ],
)
def test_the_reader_names_file_and_entry(tmp_path: Path, datei: str, alt: str, neu: str, meldung: str) -> None:
    ordner = Path(shutil.copytree(DATEN, tmp_path / "daten"))
    text = (ordner / datei).read_text(encoding="utf-8")
    assert alt in text
    (ordner / datei).write_text(text.replace(alt, neu, 1), encoding="utf-8")
    with pytest.raises(KatalogError, match=meldung):
        read_katalog(ordner)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    ordner = Path(shutil.copytree(DATEN, tmp_path / "daten"))
    (ordner / "stellen.yaml").unlink()
    with pytest.raises(KatalogError, match=r"stellen\.yaml: Die Datei fehlt"):
        read_katalog(ordner)
