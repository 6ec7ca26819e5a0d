"""Comparing catalogue and document: each single change is found, and nothing besides it."""

from functools import reduce
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from unit.dokument_aenderungen import AENDERUNGEN, ART, NICHT_HIER, Fund
from unit.musterkonzept import MUSTER, muster_katalog

from ilm_data.katalog.abgleich import Unterschied, compare, format_unterschiede
from ilm_data.katalog.abgleich_termine import RHYTHMUS
from ilm_data.katalog.dokument import read_dokument
from ilm_data.katalog.reader import read_katalog
from ilm_data.katalog.schema import HandlungsfeldEintrag, HandlungszielEintrag, Katalog, MassnahmeEintrag


@pytest.fixture(scope="module")
def katalog() -> Katalog:
    return muster_katalog()


def change(alt: str, neu: str) -> str:
    assert alt in MUSTER
    return MUSTER.replace(alt, neu, 1)


def check(unterschiede: list[Unterschied], funde: list[Fund]) -> None:
    """Exactly these findings; of each text only a part is given."""
    lesbar = format_unterschiede(unterschiede)
    assert len(unterschiede) == len(funde), lesbar
    for unterschied, (stelle, art, text) in zip(unterschiede, funde, strict=True):
        assert (unterschied.stelle_im_dokument, unterschied.art) == (stelle, art), lesbar
        assert text in unterschied.text, lesbar


def test_muster_stimmt_ueberein(katalog: Katalog) -> None:
    assert format_unterschiede(compare(katalog, read_dokument(MUSTER))) == "Keine Unterschiede."


# --- changes of the document --------------------------------------------------------------------


@pytest.mark.parametrize("name", AENDERUNGEN)
def test_aenderung_des_dokuments_wird_gefunden(katalog: Katalog, name: str) -> None:
    alt, neu, funde = AENDERUNGEN[name]
    check(compare(katalog, read_dokument(change(alt, neu))), funde)


def test_andere_fassung_wird_gesagt(katalog: Katalog) -> None:
    text = change("1. Fortschreibung 2020-2023", "2. Fortschreibung 2024-2027")
    erster = compare(katalog, read_dokument(text))[0]
    assert erster.text == "Das Dokument ist die Fassung 2024, der Katalog kennt sie nicht."


@pytest.mark.parametrize("stelle", ["Volkssolidarität e.V.", "und Landratsamt Gotha,", "sowie dem Chor Ilm-Kreis"])
def test_erfundene_stelle_an_jedem_ort_einer_zelle(katalog: Katalog, stelle: str) -> None:
    worte = ["Stadtbücherei,", "Kreisarchiv", "und", "Schulen"]
    for ort in range(len(worte) + 1):
        zelle = " ".join([*worte[:ort], stelle, *worte[ort:]])
        assert compare(katalog, read_dokument(change(" ".join(worte), zelle))), zelle


# --- changes of the catalogue -------------------------------------------------------------------


def replace_massnahme(katalog: Katalog, nr_ziel: str, nr: str, **listen: Any) -> Katalog:
    """The catalogue with some lists of one measure of 2020 changed."""

    def walk_ziel(ziel: HandlungszielEintrag) -> HandlungszielEintrag:
        neu = [m if m.nr != nr else MassnahmeEintrag(**dict(m) | listen) for m in ziel.massnahmen]
        return ziel if ziel.nr != nr_ziel else ziel.model_copy(update={"massnahmen": tuple(neu)})

    def walk_feld(feld: HandlungsfeldEintrag) -> HandlungsfeldEintrag:
        ziele = tuple(walk_ziel(ziel) for ziel in feld.ziele)
        return feld if feld.fassung != "2020" else feld.model_copy(update={"ziele": ziele})

    return katalog.model_copy(update={"handlungsfelder": tuple(map(walk_feld, katalog.handlungsfelder))})


def list_massnahmen(katalog: Katalog) -> list[tuple[str, MassnahmeEintrag]]:
    felder = [feld for feld in katalog.handlungsfelder if feld.fassung == "2020"]
    return [(ziel.nr, massnahme) for feld in felder for ziel in feld.ziele for massnahme in ziel.massnahmen]


def list_streichungen(katalog: Katalog, art: str) -> list[tuple[str, str, int]]:
    return [(ziel, m.nr, i) for ziel, m in list_massnahmen(katalog) for i in range(len(getattr(m, art)))]


def drop(katalog: Katalog, art: str, ziel: str, nr: str, stelle: int) -> Katalog:
    massnahme = next(m for z, m in list_massnahmen(katalog) if (z, m.nr) == (ziel, nr))
    eintraege = getattr(massnahme, art)
    return replace_massnahme(katalog, ziel, nr, **{art: eintraege[:stelle] + eintraege[stelle + 1 :]})


@pytest.mark.parametrize("art", ["zustaendigkeiten", "foerderungen", "termine"])
def test_jeder_gestrichene_eintrag_wird_gefunden(katalog: Katalog, art: str) -> None:
    dokument = read_dokument(MUSTER)
    for ziel, nr, stelle in list_streichungen(katalog, art):
        funde = compare(drop(katalog, art, ziel, nr, stelle), dokument)
        assert funde, f"{ziel}/{nr}: {art} {stelle}"
        assert {fund.stelle_im_dokument.split(",")[0] for fund in funde} == {ziel}


def test_stelle_im_wortlaut_einer_anderen_versteckt(katalog: Katalog) -> None:
    """The Lesesaal stands only inside the Stadtarchiv's phrase; without its own entry it is missed."""
    funde = compare(drop(katalog, "zustaendigkeiten", "1.1", "M3", 2), read_dokument(MUSTER))
    check(funde, [("1.1, Maßnahme 3", ART.ZUSTAENDIGKEIT, "„Lesesaal“ ist genannt, aber nicht als Stelle erfasst.")])


def test_erfundene_zustaendigkeit_im_katalog(katalog: Katalog) -> None:
    stellen = [{"stelle": "schulen", "rolle": "gemeinsam", "wortlaut": w} for w in ("Schulen", "den Grundschulen")]
    funde = compare(replace_massnahme(katalog, "2.1", "M2", zustaendigkeiten=stellen), read_dokument(MUSTER))
    check(funde, [("2.1, Maßnahme 2", ART.ZUSTAENDIGKEIT, f"„den Grundschulen“ (Schulen) {NICHT_HIER}")])


def test_wortlaut_gehoert_einer_anderen_stelle(katalog: Katalog) -> None:
    stellen = [{"stelle": "stadtarchiv", "rolle": "gemeinsam", "wortlaut": "Schulen"}]
    funde = compare(replace_massnahme(katalog, "2.1", "M2", zustaendigkeiten=stellen), read_dokument(MUSTER))
    check(funde, [("2.1, Maßnahme 2", ART.ZUSTAENDIGKEIT, "„Schulen“ ist genannt, aber nicht als Stelle erfasst.")])


def test_amt_vor_seiner_einheit_ist_mitgenannt(katalog: Katalog) -> None:
    """As in 5.6: only the unit is recorded, its phrase begins with the authority."""
    stellen = [{"stelle": "lesesaal", "rolle": "gemeinsam", "wortlaut": "Stadtarchiv (Lesesaal)"}]
    text = change("Zuständigkeiten\tSchulen\n", "Zuständigkeiten\tStadtarchiv (Lesesaal)\n")
    assert compare(replace_massnahme(katalog, "2.1", "M2", zustaendigkeiten=stellen), read_dokument(text)) == []


def test_erfundener_termin_im_katalog(katalog: Katalog) -> None:
    termine = [{"wortlaut": "jährlich", "deutungen": [{"art": "offen"}]}]
    termine.append({"wortlaut": "nach Bedarf", "fundort": "massnahmentext", "deutungen": [{"art": "offen"}]})
    funde = compare(replace_massnahme(katalog, "2.1", "M2", termine=termine), read_dokument(MUSTER))
    check(funde, [("2.1, Maßnahme 2", ART.TERMIN, "„nach Bedarf“ steht nicht im Dokument")])


def test_abkuerzung_und_anhang_nur_im_katalog(katalog: Katalog) -> None:
    text = change("LG\tLotsengruppe des Ilm-Kreises\n", "")
    funde = compare(katalog, read_dokument(text))
    check(
        funde,
        [
            ("Abkürzungsverzeichnis", ART.ANZAHL, "im Dokument 2, im Katalog 3"),
            ("Abkürzungsverzeichnis", ART.FEHLT_IM_DOKUMENT, "Abkürzung LG"),
        ],
    )


# --- rhythms, output ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "2x pro Jahr",
        "1-2x im Jahr",
        "1x jährlich",
        "zweimal im Quartal",
        "alle zwei Jahre",
        "jedes Schuljahr",
        "im 2-Jahres-Turnus",
        "halbjährliche",
        "monatlich",
        "nach Bedarf",
        "ab 2021",
        "bis Ende 2026",
        "bis 30.06.2025",
        "im September",
        "3. Quartal 2025",
        "I/2026",
        "Schuljahres 2021/22",
        "fortlaufende",
    ],
)
def test_rhythmen_werden_erkannt(text: str) -> None:
    assert RHYTHMUS.search(f"Treffen ({text}) im Kreis")


@pytest.mark.parametrize(
    "text", ["Stand: 2019", "2020 wurde geplant", "Paket 2021", "bei Bedarf", "5 x 5 Felder", "Tag der Vereine"]
)
def test_keine_rhythmen(text: str) -> None:
    assert not RHYTHMUS.search(text)


def test_ausgabe_zaehlt() -> None:
    einer = Unterschied("2.9, Maßnahme", ART.TERMIN, "Text\nin zwei Zeilen.")
    assert format_unterschiede([]) == "Keine Unterschiede."
    assert format_unterschiede([einer]) == "2.9, Maßnahme: Text in zwei Zeilen.\n1 Unterschied."
    assert format_unterschiede([einer, einer]).endswith("\n2 Unterschiede.")


# --- the county's own document and the shipped catalogue ----------------------------------------


def test_katalog_und_echtes_dokument_stimmen_ueberein(konzept: Path) -> None:
    assert format_unterschiede(compare(read_katalog(), read_dokument(konzept))) == "Keine Unterschiede."


@pytest.mark.parametrize("art", ["zustaendigkeiten", "foerderungen", "termine"])
def test_echter_katalog_jeder_gestrichene_eintrag_wird_gefunden(konzept: Path, art: str) -> None:
    """One entry of every goal at a time: each must be missed at its own goal."""
    dokument, echter = read_dokument(konzept), read_katalog()
    je_ziel: dict[str, list[tuple[str, str, int]]] = {}
    for streichung in list_streichungen(echter, art):
        je_ziel.setdefault(streichung[0], []).append(streichung)
    for runde in zip_longest(*je_ziel.values()):
        gestrichen = [streichung for streichung in runde if streichung]
        funde = compare(reduce(lambda katalog, each: drop(katalog, art, *each), gestrichen, echter), dokument)
        gefunden = {fund.stelle_im_dokument.split(",")[0] for fund in funde}
        assert gefunden == {ziel for ziel, _, _ in gestrichen}, gestrichen
