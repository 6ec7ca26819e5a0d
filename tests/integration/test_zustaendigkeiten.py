"""Who carries how much, against counts made here from the files of the catalogue and from the document; one Stelle."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

import pandas as pd
import pytest
import yaml
from factories import make_meilenstein, make_sachstand, make_stelle, make_zustaendigkeit, massnahme_id
from integration.vorlagen import BEISPIEL_HEUTE
from sqlalchemy import Engine, update

from db.engine import write_transaction
from db.models import Stelle, Zustaendigkeit
from db.vocabulary import Rolle, Umsetzungsstand
from ilm_data.katalog.reader import DATEN
from ilm_data.queries.filter import Filter, is_verspaetet, select_massnahmen
from ilm_data.queries.massnahme import load_massnahme
from ilm_data.queries.massnahmen import MassnahmeZeile, list_massnahmen
from ilm_data.queries.sicht import Sicht
from ilm_data.queries.stelle import StelleDetail, stelle_detail
from ilm_data.queries.stellenplan import StelleZeile, counts_for, kennungen_of, load_stellenplan
from ilm_data.queries.tabelle_zustaendigkeiten import belastung_tabelle
from ilm_data.queries.zustaendigkeiten import Zeigt, belastung, first_stellen, ohne_federfuehrung, ordered
from ilm_data.rules.aktualitaet import is_stumm

HEUTE = BEISPIEL_HEUTE
FELDER = ("1", "2", "3", "4", "5", "6")
LEITEN = {"federfuehrend", "gemeinsam"}

# Read by hand in the document: who stands before the cooperation phrase is a group without a name.
NUR_SAMMEL = ["1.4-M1", "3.5-M1", "4.1-M1", "5.7-M1", "5.9-M1", "6.4-M1"]

# Read by hand: every measure whose row "Zuständigkeiten" names the Sozialamt or its Fachbereich AAW, by field.
SOZIALAMT = {
    "1": [],
    "2": ["2.1-M1", "2.5-M1"],
    "3": ["3.1-M1"],
    "4": ["4.3-M1", "4.3-M2", "4.4-M1", "4.5-M1", "4.6-M1"],
    "5": ["5.1-M1", "5.2-M1", "5.5-M1", "5.5-M2", "5.6-M1"],
    "6": ["6.5-M2"],
}


# --- an independent count -----------------------------------------------------------------------


@dataclass(frozen=True)
class Nennung:
    massnahme: str
    feld: str
    stelle: str
    rolle: str
    hergeleitet: bool


def read_yaml(name: str) -> list[dict]:
    return yaml.safe_load((DATEN / name).read_text(encoding="utf-8"))


def read_nennungen() -> list[Nennung]:
    """Every Zuständigkeit in the files, except those of the entries whose state is kept elsewhere."""
    doppelt = {bezug["von"] for bezug in read_yaml("bezuege.yaml") if bezug["art"] == "gleich"}
    found = []
    for nr in FELDER:
        for ziel in yaml.safe_load((DATEN / f"handlungsfeld_{nr}.yaml").read_text(encoding="utf-8"))["ziele"]:
            for massnahme in ziel["massnahmen"]:
                key = f"2020-{ziel['nr']}-{massnahme['nr']}"
                if key not in doppelt:
                    found += [
                        Nennung(key, nr, z["stelle"], z["rolle"], z.get("hergeleitet", True))
                        for z in massnahme["zustaendigkeiten"]
                    ]
    return found


def read_amt() -> dict[str, str]:
    """Stelle → the office at the top, by the parents in the file."""
    eltern = {s["kennung"]: s.get("eltern") for s in read_yaml("stellen.yaml")}
    amt = {}
    for kennung in eltern:
        oben = kennung
        while eltern[oben]:
            oben = eltern[oben]
        amt[kennung] = oben
    return amt


def count(nennungen: Iterable[Nennung], amt: dict[str, str]) -> dict[tuple[str, str], tuple[int, int, int]]:
    """(Stelle, field) → measures, of these led, of these with no confirmed lead."""
    alle, leads, bestaetigt = defaultdict(set), defaultdict(set), defaultdict(set)
    for n in nennungen:
        key = (amt[n.stelle], n.feld)
        alle[key].add(n.massnahme)
        if n.rolle in LEITEN:
            leads[key].add(n.massnahme)
            if not n.hergeleitet:
                bestaetigt[key].add(n.massnahme)
    return {key: (len(alle[key]), len(leads[key]), len(leads[key] - bestaetigt[key])) for key in alle}


def counted(df: pd.DataFrame) -> dict[tuple[str, str], tuple[int, int, int]]:
    columns = df[["stelle", "feld_nr", "massnahmen", "federfuehrend", "hergeleitet"]]
    return {(r[0], r[1]): (r[2], r[3], r[4]) for r in columns.itertuples(index=False) if r[2]}


# --- what is loaded -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Lage:
    zeilen: tuple[MassnahmeZeile, ...]
    plan: dict[str, StelleZeile]
    stichtag: date

    def belastung(self, *, einzeln: bool = False) -> pd.DataFrame:
        return belastung(self.zeilen, self.plan, self.stichtag, einzeln=einzeln)

    def cell(self, stelle: str, feld: str, column: str = "massnahmen", *, einzeln: bool = False) -> int:
        df = self.belastung(einzeln=einzeln)
        return int(df.loc[(df["stelle"] == stelle) & (df["feld_nr"] == feld), column].sum())


def load(engine: Engine, stichtag: date = HEUTE) -> Lage:
    return Lage(list_massnahmen(engine, Sicht("2020", stichtag)), load_stellenplan(engine), stichtag)


def load_detail(engine: Engine, kennung: str, stichtag: date = HEUTE) -> StelleDetail:
    lage = load(engine, stichtag)
    found = stelle_detail(engine, kennung, lage.zeilen, lage.plan, Sicht("2020", stichtag))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def katalog(katalog_lesend: Engine) -> Lage:
    return load(katalog_lesend)


@pytest.fixture(scope="module")
def beispiel(beispiel_lesend: Engine) -> Lage:
    return load(beispiel_lesend)


# --- the figures --------------------------------------------------------------------------------


def test_every_office_and_field_as_counted_from_the_files(katalog: Lage) -> None:
    assert counted(katalog.belastung()) == count(read_nennungen(), read_amt())


# An office whose name can be mistaken for nobody else's, as the cells of the document write it.
IM_DOKUMENT = {
    "beauftragte-auslaender-behinderte": "Beauftragten? für Ausländer",
    "sozialamt": "Sozialamt",
    "jobcenter": "Jobcenter",
    "jugendamt": "Jugendamt",
    "bildungsmanagement": "[Bb]ildungsmanagement",
    "agentur-fuer-arbeit": "Agentur für Arbeit",
    "auslaenderbehoerde": "Ausländerbehörde",
    "schulverwaltungsamt": "Schulverwaltungsamt",
    "betreiber-gemeinschaftsunterkuenfte": "Betreiber",
    "malteser-hilfsdienst": "Malteser",
}


def read_zellen(konzept: Path) -> list[tuple[str, str]]:
    """(Handlungsfeld, cell "Zuständigkeiten") in the order of the document, by nothing but its lines."""
    found, feld = [], ""
    for line in konzept.read_text(encoding="utf-8").splitlines():
        if heading := re.match(r"#+ .*3\.\d Handlungsfeld (\d):", line):
            feld = heading[1]
        elif line.startswith("Zuständigkeiten\t"):
            found.append((feld, line.partition("\t")[2]))
    return found


def test_the_well_known_offices_as_counted_from_the_document_itself(katalog: Lage, konzept: Path) -> None:
    """Cells that name the office, per field; the two entries of 1.1 that stand again in field 6 count there."""
    zellen = read_zellen(konzept)
    assert len(zellen) == 49
    del zellen[1:3]
    for stelle, name in IM_DOKUMENT.items():
        genannt = Counter(feld for feld, zelle in zellen if re.search(name, zelle))
        assert {feld: katalog.cell(stelle, feld) for feld in FELDER} == {feld: genannt[feld] for feld in FELDER}, stelle


def test_every_unit_for_itself_as_counted_from_the_files(katalog: Lage) -> None:
    selbst = {kennung: kennung for kennung in read_amt()}
    assert counted(katalog.belastung(einzeln=True)) == count(read_nennungen(), selbst)


def test_every_stelle_has_a_row_for_every_field(katalog: Lage) -> None:
    df = katalog.belastung()
    assert set(df.groupby("stelle")["feld_nr"].apply(tuple)) == {FELDER}
    assert set(df["stelle"]) == set(read_amt().values())
    sammel = {s["kennung"] for s in read_yaml("stellen.yaml") if s.get("sammelbezeichnung")}
    assert set(df.loc[df["sammelbezeichnung"], "stelle"]) == sammel


def test_units_roll_up_and_count_once(katalog: Lage) -> None:
    df = katalog.belastung().set_index(["stelle", "feld_nr"])["massnahmen"]
    assert {feld: df["sozialamt", feld] for feld in FELDER} == {feld: len(keys) for feld, keys in SOZIALAMT.items()}
    # 3.3 names the Jugendamt and two of its units: one measure.
    assert katalog.cell("jugendamt", "3") == 2
    assert katalog.cell("jugendamt", "3", einzeln=True) == 2
    assert katalog.cell("kitabedarfsplanung", "3", einzeln=True) == 1
    assert katalog.cell("kitabedarfsplanung", "3") == 0


def test_a_measure_listed_twice_counts_where_its_state_is_kept(katalog: Lage) -> None:
    assert katalog.cell("eine-welt-netzwerk-thueringen", "1") == 0
    assert katalog.cell("eine-welt-netzwerk-thueringen", "6") == 1
    assert (katalog.cell("planungskoordinator", "1"), katalog.cell("planungskoordinator", "6")) == (0, 2)


def test_only_the_main_responsibility_named_outright_is_not_derived(katalog: Lage) -> None:
    df = katalog.belastung()
    bestaetigt = df[df["federfuehrend"] > df["hergeleitet"]]
    assert [(r.stelle, r.feld_nr) for r in bestaetigt.itertuples()] == [("betreiber-gemeinschaftsunterkuenfte", "6")]


@pytest.mark.parametrize("einzeln", [False, True])
def test_late_and_silent_add_up_measure_by_measure(beispiel: Lage, einzeln: bool) -> None:
    amt = {kennung: kennung for kennung in read_amt()} if einzeln else read_amt()
    lagen = {zeile.schluessel: zeile.lage for zeile in beispiel.zeilen}
    late, silent = defaultdict(set), defaultdict(set)
    for n in read_nennungen():
        lage = lagen[n.massnahme]
        late[amt[n.stelle], n.feld] |= {n.massnahme} if is_verspaetet(lage) else set()
        silent[amt[n.stelle], n.feld] |= {n.massnahme} if is_stumm(lage.aktualitaet, lage.umsetzungsstand) else set()
    df = beispiel.belastung(einzeln=einzeln)
    for row in df.itertuples():
        key = (row.stelle, row.feld_nr)
        assert (row.ueberfaellig, row.stumm) == (len(late[key]), len(silent[key])), key
    assert df["ueberfaellig"].sum() > 0
    assert df["stumm"].sum() > 0


PARAMS = {
    Zeigt.MASSNAHMEN: {"nur": "gezaehlt"},
    Zeigt.FEDERFUEHREND: {"nur": "gezaehlt", "rolle": ("federfuehrend", "gemeinsam")},
    Zeigt.UEBERFAELLIG: {"nur": "ueberfaellig"},
    Zeigt.STUMM: {"nur": "ohne_meldung"},
}


@pytest.mark.parametrize("zeigt", Zeigt)
@pytest.mark.parametrize("einzeln", [False, True])
def test_a_cell_leads_to_exactly_its_measures(beispiel: Lage, zeigt: Zeigt, einzeln: bool) -> None:
    for row in ordered(beispiel.belastung(einzeln=einzeln), zeigt).itertuples():
        einheiten = kennungen_of(row.stelle, beispiel.plan, HEUTE, einzeln=einzeln)[1:]
        filter_ = Filter(feld=row.feld_nr, stelle=row.stelle, einheiten=einheiten, **PARAMS[zeigt])
        assert len(select_massnahmen(beispiel.zeilen, filter_)) == row.anzahl, (row.stelle, row.feld_nr)


def test_the_old_filter_by_stelle_alone_still_names_only_that_stelle(katalog: Lage) -> None:
    found = select_massnahmen(katalog.zeilen, Filter(stelle="fachbereich-aaw"))
    assert [z.schluessel.removeprefix("2020-") for z in found] == ["4.3-M1", "4.4-M1", "5.2-M1", "5.6-M1", "6.5-M2"]


def test_the_filter_by_role_without_a_stelle_asks_for_any(katalog: Lage) -> None:
    found = select_massnahmen(katalog.zeilen, Filter(rolle=("finanzierend",)))
    assert [z.schluessel.removeprefix("2020-") for z in found] == ["1.1-M1", "2.6-M1", "5.1-M1", "5.3-M1", "5.5-M1"]


# --- order, table -------------------------------------------------------------------------------


def test_the_most_loaded_stelle_comes_first(katalog: Lage) -> None:
    df = ordered(katalog.belastung(), Zeigt.MASSNAHMEN)
    erste = list(dict.fromkeys(df["stelle"]))[:3]
    assert erste == ["beauftragte-auslaender-behinderte", "sozialamt", "jobcenter"]
    assert list(df["summe"]) == sorted(df["summe"], reverse=True)
    assert list(first_stellen(df, 2)["stelle"].unique()) == erste[:2]


@pytest.mark.parametrize(("beispieldaten", "art"), [(True, "Beispieldaten"), (False, "Meldungen")])
def test_the_download_holds_the_same_numbers_and_says_what_they_are(
    katalog: Lage, beispieldaten: bool, art: str
) -> None:
    df = katalog.belastung()
    tabelle = belastung_tabelle(df, HEUTE, beispieldaten=beispieldaten)
    assert list(tabelle["Maßnahmen"]) == list(df["massnahmen"])
    assert set(tabelle["Datenart"]) == {art}
    assert set(tabelle["Stand vom"]) == {"22.11.2026"}


# --- nobody by name -----------------------------------------------------------------------------


def test_measures_that_only_a_collective_name_leads(katalog: Lage) -> None:
    found = ohne_federfuehrung(katalog.zeilen, katalog.plan, HEUTE)
    assert [z.schluessel.removeprefix("2020-") for z in found.nur_sammel] == NUR_SAMMEL
    assert found.ohne == ()


def test_a_measure_without_any_lead_is_listed_apart(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        bedingung = Zustaendigkeit.massnahme_id == massnahme_id(session, "2020-6.1-M1")
        session.execute(update(Zustaendigkeit).where(bedingung).values(rolle=Rolle.MITWIRKEND))
    lage = load(katalog_engine)
    assert [z.schluessel for z in ohne_federfuehrung(lage.zeilen, lage.plan, HEUTE).ohne] == ["2020-6.1-M1"]


# --- Stellen in time ----------------------------------------------------------------------------

ENDE = date(2025, 6, 30)
NACHHER = date(2025, 7, 1)


def end(engine: Engine, kennung: str, nachfolger: str | None = None) -> None:
    with write_transaction(engine) as session:
        row = session.query(Stelle).filter_by(kennung=kennung).one()
        row.gilt_bis = ENDE
        if nachfolger:
            row.nachfolger_id = session.query(Stelle).filter_by(kennung=nachfolger).one().id


def test_a_stelle_counts_up_to_its_last_day(katalog_engine: Engine) -> None:
    end(katalog_engine, "ikpv")
    assert load(katalog_engine, ENDE).cell("ikpv", "5") == 1
    nachher = load(katalog_engine, NACHHER)
    assert "ikpv" not in set(nachher.belastung()["stelle"])
    ohne = ohne_federfuehrung(nachher.zeilen, nachher.plan, NACHHER).ohne
    assert [z.schluessel for z in ohne] == ["2020-5.4-M1"]


def test_a_stelle_counts_from_its_first_day(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        make_stelle(session, "neu", gilt_von=NACHHER)
        make_zustaendigkeit(session, "2020-6.1-M1", "neu", rolle=Rolle.GEMEINSAM)
    assert "neu" not in set(load(katalog_engine, ENDE).belastung()["stelle"])
    assert load(katalog_engine, NACHHER).cell("neu", "6") == 1


def test_a_successor_carries_on(katalog_engine: Engine) -> None:
    end(katalog_engine, "planungskoordinator", "sozialplaner")
    vorher, nachher = load(katalog_engine, ENDE), load(katalog_engine, NACHHER)
    assert (vorher.cell("planungskoordinator", "6"), vorher.cell("sozialplaner", "6")) == (2, 0)
    assert (nachher.cell("planungskoordinator", "6"), nachher.cell("sozialplaner", "6")) == (0, 2)
    named = [z.schluessel for z in vorher.zeilen if "planungskoordinator" in {s.kennung for s in z.stellen}]
    for zeile in nachher.zeilen:
        stellen = [s.kennung for s in zeile.stellen]
        assert "planungskoordinator" not in stellen
        assert stellen.count("sozialplaner") == 1 or zeile.schluessel not in named
    massnahme = load_massnahme(katalog_engine, named[0], NACHHER)
    assert massnahme
    assert ("sozialplaner", ("Planungskoordinator für Sozialplanung", ENDE)) in {
        (z.kennung, z.zuvor) for z in massnahme.zustaendigkeiten
    }
    detail = load_detail(katalog_engine, "planungskoordinator", NACHHER)
    assert not detail.is_valid
    assert detail.nachfolger
    assert detail.nachfolger.kennung == "sozialplaner"
    assert [s.kennung for s in load_detail(katalog_engine, "sozialplaner", NACHHER).vorgaenger] == [
        "planungskoordinator"
    ]


def test_units_follow_the_successor_of_their_office(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        make_stelle(session, "amt-neu")
    end(katalog_engine, "sozialamt", "amt-neu")
    lage = load(katalog_engine, NACHHER)
    assert [lage.cell("amt-neu", feld) for feld in FELDER] == [len(SOZIALAMT[feld]) for feld in FELDER]
    assert lage.cell("fachbereich-aaw", "4", einzeln=True) == 2


def test_a_unit_whose_office_ended_without_successor_stands_for_itself(katalog_engine: Engine) -> None:
    end(katalog_engine, "sozialamt")
    lage = load(katalog_engine, NACHHER)
    assert counts_for("fachbereich-aaw", lage.plan, NACHHER, einzeln=False) == "fachbereich-aaw"
    assert counts_for("sozialamt", lage.plan, NACHHER, einzeln=False) is None


def test_a_circle_of_parents_does_not_hang(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        oben, unten = (session.query(Stelle).filter_by(kennung=k).one() for k in ("sozialamt", "fachbereich-aaw"))
        oben.eltern_id = unten.id
    assert load(katalog_engine).belastung()["massnahmen"].sum() > 0


# --- one Stelle ---------------------------------------------------------------------------------


def test_measures_of_a_stelle_by_its_strongest_role(katalog_lesend: Engine) -> None:
    detail = load_detail(katalog_lesend, "sozialamt")
    by_rolle = {
        rolle.value: [b.zeile.schluessel.removeprefix("2020-") for b in group] for rolle, group in detail.by_rolle
    }
    assert by_rolle == {
        "federfuehrend": ["2.5-M1", "4.3-M2", "4.4-M1", "4.5-M1", "5.1-M1", "5.6-M1"],
        "gemeinsam": ["3.1-M1", "4.3-M1", "4.6-M1", "5.5-M2"],
        "mitwirkend": ["2.1-M1", "5.2-M1", "5.5-M1", "6.5-M2"],
    }
    assert sorted(chain.from_iterable(SOZIALAMT.values())) == sorted(chain.from_iterable(by_rolle.values()))
    ueber = {b.zeile.schluessel: b.ueber for b in detail.beteiligungen if b.ueber}
    assert set(chain.from_iterable(ueber.values())) == {"Fachbereich AAW im Sozialamt"}
    assert len(ueber) == 5


def test_parent_units_and_spellings(katalog_lesend: Engine) -> None:
    amt, einheit = load_detail(katalog_lesend, "sozialamt"), load_detail(katalog_lesend, "fachbereich-aaw")
    assert [s.kennung for s in amt.einheiten] == ["fachbereich-aaw"]
    assert [s.kennung for s in einheit.oben] == ["sozialamt"]
    assert "Fachbereich Aussiedler- und Ausländerwesen" in einheit.stelle.aliase
    assert len(einheit.beteiligungen) == 5


def test_ruecklauf_counts_the_led_measures_that_answered(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        make_sachstand(session, "2020-4.5-M1", date(2026, 5, 22))  # six months to the day
        make_sachstand(session, "2020-5.1-M1", date(2026, 5, 21))  # one day too old
        make_sachstand(session, "2020-2.5-M1", date(2026, 1, 5), umsetzungsstand=Umsetzungsstand.ABGESCHLOSSEN)
        make_sachstand(session, "2020-5.2-M1", HEUTE)  # only mitwirkend
    detail = load_detail(katalog_engine, "sozialamt")
    assert detail.ruecklauf.text == "1 von 9 · 1 beendet nicht gezählt"
    assert (detail.leitend, detail.hergeleitet) == (10, 10)


def test_ruecklauf_of_who_leads_nothing_is_keine_angabe(katalog_lesend: Engine) -> None:
    assert load_detail(katalog_lesend, "bund").ruecklauf.text == "keine Angabe"


def test_what_is_due_and_what_was_reported(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        aaw = session.query(Stelle).filter_by(kennung="fachbereich-aaw").one().id
        jobcenter = session.query(Stelle).filter_by(kennung="jobcenter").one().id
        make_meilenstein(session, "2020-5.6-M1", date(2026, 11, 1), titel="Plan vorlegen")
        make_sachstand(session, "2020-5.6-M1", date(2026, 10, 1), stelle_id=aaw, bericht="Läuft.")
        make_sachstand(session, "2020-4.5-M1", date(2026, 10, 2), stelle_id=jobcenter)
        make_sachstand(session, "2020-5.6-M1", date(2026, 11, 30), stelle_id=aaw, bericht="Später.")
    detail = load_detail(katalog_engine, "sozialamt")
    faellig = {f.titel: f.lage.value for f in detail.faelligkeiten}
    assert faellig["Plan vorlegen"] == "ueberfaellig"
    assert [f.faellig_am for f in detail.faelligkeiten] == sorted(f.faellig_am for f in detail.faelligkeiten)
    assert [(m.schluessel, m.meldung.bericht, m.meldung.stelle) for m in detail.meldungen] == [
        ("2020-5.6-M1", "Läuft.", "Fachbereich AAW im Sozialamt")
    ]
    late = [b for b in detail.beteiligungen if is_verspaetet(b.zeile.lage)]
    assert "2020-5.6-M1" in {b.zeile.schluessel for b in late}
    assert detail.ueberfaellig.text == f"{len(late)} von 14"


def test_an_unknown_stelle_is_none(katalog_lesend: Engine) -> None:
    lage = load(katalog_lesend)
    assert stelle_detail(katalog_lesend, "gibt-es-nicht", lage.zeilen, lage.plan, Sicht("2020", HEUTE)) is None
