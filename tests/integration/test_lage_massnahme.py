"""One measure with its whole history, at a Stichtag."""

from datetime import date

import pytest
from factories import (
    make_ereignis,
    make_erledigung,
    make_meilenstein,
    make_sachstand,
    postpone,
    termin_id,
)
from integration.vorlagen import BEISPIEL_HEUTE
from sqlalchemy import Engine

from db.engine import write_transaction
from db.vocabulary import EreignisStatus, HerkunftArt, Rolle, SachstandArt, TerminArt, Umsetzungsstand
from ilm_data.queries.massnahme import load_massnahme
from ilm_data.queries.massnahme_formen import MassnahmeDetail
from ilm_data.queries.massnahmen import list_massnahmen
from ilm_data.queries.sicht import Sicht

STICHTAG = date(2025, 6, 30)
FORTLAUFEND, JAEHRLICH = "2020-2.2-M1", "2020-6.3-M1"


def load(engine: Engine, schluessel: str, stichtag: date = STICHTAG) -> MassnahmeDetail:
    found = load_massnahme(engine, schluessel, stichtag)
    assert found, schluessel
    return found


# --- keys -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "schluessel",
    [
        "2020-5.8-M2",
        "2018-5.8-M1",
        "2020-9.9-M1",
        "2020-2.9-M2",
        "1999-2.9-M1",
        "2020-2.90-M1",
        "2.9-M1",
        "",
        "x' OR 1=1",
    ],
)
def test_an_unknown_key_finds_nothing(katalog_lesend: Engine, schluessel: str) -> None:
    assert load_massnahme(katalog_lesend, schluessel, STICHTAG) is None


@pytest.mark.parametrize("schluessel", ["2020-3.4.1-M1", "2020-3.4.1-m1", " 2020 – 3.4.1 – M1 "])
def test_a_key_as_people_type_it(katalog_lesend: Engine, schluessel: str) -> None:
    assert load(katalog_lesend, schluessel).schluessel == "2020-3.4.1-M1"


# --- plan -----------------------------------------------------------------------------------------


def test_a_measure_of_the_concept(katalog_lesend: Engine) -> None:
    detail = load(katalog_lesend, "2020-5.1-M1")
    assert (detail.bezeichnung, detail.feld_seite, detail.wortlaut, detail.haelt_stand) == ("Maßnahme", 23, None, "")
    assert detail.quelle.startswith("Landratsamt Ilm-Kreis: Integrationskonzept")
    assert [(z.kennung, z.rolle) for z in detail.zustaendigkeiten] == [
        ("sozialamt", Rolle.FEDERFUEHREND),
        ("jobcenter", Rolle.MITWIRKEND),
        ("tmmjv", Rolle.FINANZIEREND),
    ]
    assert [name for name, _ in detail.foerderungen] == [
        "Richtlinie zur Förderung der sozialen Beratung und Betreuung anerkannter Flüchtlinge"
    ]
    assert (detail.sachstaende, detail.meilensteine, detail.ereignisse, detail.verweise) == ((), (), (), ())


def test_parts_with_their_offices_and_termine(katalog_lesend: Engine) -> None:
    runde_tische = load(katalog_lesend, "2020-6.1-M1")
    assert [teil.nr for teil in runde_tische.teile] == ["1", "1.1", "1.2", "1.3", "1.4", "1.5", "2"]
    termine = {t.wortlaut: (t.teil, t.deutung.art) for t in runde_tische.termine}
    assert termine == {
        "fortlaufend": ("", TerminArt.FORTLAUFEND),
        "2x pro Jahr": ("Runde Tische des Ehrenamts im gesamten Kreis organisieren", TerminArt.WIEDERKEHREND),
        "nach Bedarf": ("Regelmäßige Absprachen mit Ehrenamtlichen", TerminArt.OFFEN),
    }
    belegung = load(katalog_lesend, "2020-4.4-M1")
    assert {(z.kennung, z.teil) for z in belegung.zustaendigkeiten} == {
        ("fachbereich-aaw", "1"),
        ("wohnungsgesellschaften", "2"),
    }


def test_a_dropped_measure_of_2018(katalog_lesend: Engine) -> None:
    detail = load(katalog_lesend, "2018-5.8-M2")
    assert [teil.titel for teil in detail.teile] == ["Tagesstruktur", "Kultur- und Freizeitangebote"]
    ((art, neu, grund),) = detail.herkunft
    assert (art, neu) == (HerkunftArt.ENTFALLEN, "")
    assert "nennt der Anhang nicht" in grund
    assert (detail.termine, detail.zustaendigkeiten, detail.feld_seite) == ((), (), None)


def test_links_are_seen_from_both_ends(katalog_lesend: Engine) -> None:
    for here, there, art in (
        ("2020-1.1-M2", "2020-6.5-M1", "Dieselbe Maßnahme"),
        ("2020-1.4-M1", "2020-4.1-M1", "Ähnliche Maßnahme"),
    ):
        for one, other in ((here, there), (there, here)):
            (verweis,) = load(katalog_lesend, one).verweise
            assert (verweis.schluessel, verweis.art) == (other, art)
            assert verweis.beleg


def test_the_postponed_festival_names_its_earlier_wording_and_the_reason(katalog_lesend: Engine) -> None:
    ersetzt = {t.wortlaut: t.frueher for t in load(katalog_lesend, "2020-4.1-M1").termine}
    assert ersetzt["spätestens ab 2019 und fortlaufend"] == ()
    ((wortlaut, grund),) = ersetzt["ab 2021"]
    assert wortlaut == "ursprünglich für 2020 erstmalig angedacht"
    assert "Pandemie" in grund


# --- time -----------------------------------------------------------------------------------------


def test_windows_newest_first_with_what_was_done_in_them(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        tag_der_vereine = termin_id(session, JAEHRLICH, "Tag der Vereine")
        make_erledigung(session, tag_der_vereine, date(2023, 6, 3))
        make_ereignis(session, [JAEHRLICH], date(2025, 6, 14), termin=tag_der_vereine, titel="Tag der Vereine 2025")
        make_ereignis(session, [JAEHRLICH], date(2024, 6, 1), termin=tag_der_vereine, status=EreignisStatus.ABGESAGT)
        make_erledigung(session, tag_der_vereine, date(2025, 7, 1))
    (termin,) = load(katalog_engine, JAEHRLICH).termine
    assert [(f.fenster.key, f.text, f.erfuellt, f.geschlossen) for f in termin.fenster] == [
        ("2025", "1 von 1: Tag der Vereine 2025 14.06.", True, False),
        ("2024", "0 von 1", False, True),
        ("2023", "1 von 1: abgehakt 03.06.", True, True),
        ("2022", "0 von 1", False, True),
        ("2021", "0 von 1", False, True),
    ]


def test_milestones_keep_their_earlier_dates_and_reasons(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        first = make_meilenstein(session, FORTLAUFEND, date(2025, 3, 31))
        second = postpone(session, first, date(2025, 5, 31), gesetzt_am=date(2025, 3, 1), grund="Krankheit")
        third = postpone(session, second, date(2025, 9, 30), gesetzt_am=date(2025, 5, 2), grund="Haushaltssperre")
        make_erledigung(session, third, date(2025, 8, 1))
    (before,) = load(katalog_engine, FORTLAUFEND, date(2025, 5, 1)).meilensteine
    assert (before.faellig_am, before.erledigt_am) == (date(2025, 5, 31), None)
    assert before.frueher == ((date(2025, 3, 31), "Krankheit"),)
    (after,) = load(katalog_engine, FORTLAUFEND, date(2025, 8, 1)).meilensteine
    assert (after.faellig_am, after.erledigt_am) == (date(2025, 9, 30), date(2025, 8, 1))
    assert after.frueher == ((date(2025, 3, 31), "Krankheit"), (date(2025, 5, 31), "Haushaltssperre"))


def test_a_dropped_milestone_stays_visible_with_its_reason(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        make_meilenstein(
            session, FORTLAUFEND, date(2025, 9, 30), entfallen_am=date(2025, 5, 2), entfallen_grund="erübrigt"
        )
    for stichtag, grund in ((date(2025, 5, 1), ""), (date(2025, 5, 2), "erübrigt")):
        (row,) = load(katalog_engine, FORTLAUFEND, stichtag).meilensteine
        assert row.entfallen_grund == grund


def test_reports_newest_first_up_to_the_stichtag(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        make_sachstand(session, FORTLAUFEND, date(2025, 1, 10), bericht="erster", intern="vertraulich")
        make_sachstand(session, FORTLAUFEND, date(2025, 6, 30), art=SachstandArt.KEIN_NEUER_SACHSTAND)
        make_sachstand(session, FORTLAUFEND, date(2025, 3, 1), bericht="Irrtum", zurueckgenommen_am=date(2025, 3, 2))
        make_sachstand(session, FORTLAUFEND, date(2025, 7, 1), umsetzungsstand=Umsetzungsstand.ABGESCHLOSSEN)
    rows = load(katalog_engine, FORTLAUFEND).sachstaende
    assert [(r.stand_am, r.bericht) for r in rows] == [(date(2025, 6, 30), ""), (date(2025, 1, 10), "erster")]
    # What is internal is not even loaded for a page that everybody may read.
    assert "vertraulich" not in repr(rows)


def test_events_of_a_twice_listed_measure_are_listed_once(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        both = ["2020-6.5-M1", "2020-1.1-M2"]
        make_ereignis(session, both, date(2024, 9, 20), titel="IKW 2024")
        make_ereignis(session, both[1:], date(2025, 3, 1), titel="Vorbereitung", status=EreignisStatus.ABGESAGT)
    twin = load(katalog_engine, "2020-1.1-M2")
    assert [(e.titel, e.status.value) for e in twin.ereignisse] == [
        ("Vorbereitung", "abgesagt"),
        ("IKW 2024", "stattgefunden"),
    ]
    assert [e.titel for e in load(katalog_engine, "2020-6.5-M1").ereignisse] == ["IKW 2024"]


def test_two_of_two_names_the_days_and_small_numbers_are_gone(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        runder_tisch = termin_id(session, "2020-6.1-M1", "Runder Tisch des Ehrenamts")
        for tag, kamen in ((date(2024, 3, 14), 4), (date(2024, 10, 10), 23)):
            make_ereignis(session, ["2020-6.1-M1"], tag, termin=runder_tisch, titel="Runder Tisch", teilnehmende=kamen)
    detail = load(katalog_engine, "2020-6.1-M1")
    texts = {f.fenster.key: f.text for t in detail.termine for f in t.fenster}
    assert texts["2024"] == "2 von 2: Runder Tisch 14.03., 10.10."
    assert [e.teilnehmende_text for e in detail.ereignisse] == ["23", "k. A."]


def test_an_event_after_the_stichtag_has_not_taken_place_yet(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        make_ereignis(session, [JAEHRLICH], date(2026, 6, 13), titel="Tag der Vereine 2026")
    assert "stattgefunden" not in {e.status.value for e in load(katalog_engine, JAEHRLICH).ereignisse}


def test_a_twice_listed_measure_has_the_history_of_its_keeper_and_its_own_wording(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        make_sachstand(session, "2020-6.5-M1", date(2025, 5, 1), bericht="geführt")
        make_sachstand(session, "2020-1.1-M2", date(2025, 6, 1), bericht="am falschen Ort")
        make_meilenstein(session, "2020-6.5-M1", date(2025, 9, 1), titel="Programm drucken")
    twin = load(katalog_engine, "2020-1.1-M2")
    assert twin.haelt_stand == "2020-6.5-M1"
    assert [s.bericht for s in twin.sachstaende] == ["geführt"]
    assert [m.titel for m in twin.meilensteine] == ["Programm drucken"]
    assert [t.wortlaut for t in twin.termine] == ["fortlaufend"]
    assert load(katalog_engine, "2020-6.5-M1").haelt_stand == ""


@pytest.mark.parametrize("stichtag", [BEISPIEL_HEUTE, date(2022, 9, 16)], ids=str)
def test_list_and_single_measure_agree(beispiel_lesend: Engine, stichtag: date) -> None:
    for z in list_massnahmen(beispiel_lesend, Sicht("2020", stichtag)):
        detail = load(beispiel_lesend, z.schluessel, stichtag)
        assert detail.haelt_stand == (z.lage.gleich_mit or "")
        assert [s.stand_am for s in detail.sachstaende][:1] == ([z.meldung.stand_am] if z.meldung.stand_am else [])
        stand = next((s.umsetzungsstand for s in detail.sachstaende if s.umsetzungsstand), Umsetzungsstand.KEINE_ANGABE)
        assert stand is z.lage.umsetzungsstand
        faellig = [m for m in detail.meilensteine if m.faellig_am <= stichtag]
        stehen = [m for m in faellig if m.entfallen_am is None or m.entfallen_am > stichtag]
        assert len(stehen) == z.lage.meilensteine_faellig, z.schluessel
        assert sum(m.erledigt_am is not None for m in stehen) == z.lage.meilensteine_erledigt, z.schluessel
        if z.lage.gleich_mit is None:
            geschlossen = [f for t in detail.termine for f in t.fenster if f.geschlossen]
            assert len(geschlossen) == z.lage.fenster_geschlossen
            assert sum(f.erfuellt for f in geschlossen) == z.lage.fenster_erfuellt
