"""The difference of two states: cases in German words, and what holds for any two states."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from db.vocabulary import Aktualitaet, Hemmnis, Terminlage, Umsetzungsstand
from ilm_data.rules.gesamtstand import EreignisStand, FristStand, Gesamtstand, MassnahmeStand, Verschiebung
from ilm_data.rules.massnahme_lage import MassnahmeLage
from ilm_data.rules.umsetzungsstand import BEENDET
from ilm_data.rules.veraenderung import STAND_ART, Art, compare, is_ueberfaellig
from ilm_data.rules.veraenderung_satz import satz

S, T, A = Umsetzungsstand, Terminlage, Aktualitaet
KEY = "2020-1.1-M1"
FRUEHER, JETZT = date(2026, 5, 1), date(2026, 11, 1)
SCHRITT = FristStand("meilenstein-1", "Entwurf vorlegen", date(2026, 6, 30))
ERLEDIGT = replace(SCHRITT, erledigt_am=JETZT)


def massnahme(key: str = KEY, **values: Any) -> MassnahmeStand:
    lage = {name: values.pop(name) for name in list(values) if name in MassnahmeLage.__dataclass_fields__}
    defaults = {"umsetzungsstand": S.LAUFEND, "terminlage": T.IM_PLAN, "aktualitaet": A.AKTUELL}
    return MassnahmeStand("Titel", "1.1", "Feld", MassnahmeLage(key, "1", **defaults | lage), **values)


def stand(*massnahmen: MassnahmeStand, tag: date = JETZT, ereignisse: tuple[EreignisStand, ...] = ()) -> Gesamtstand:
    return Gesamtstand("2020", tag, False, massnahmen, ereignisse)


def arten(alt: dict[str, Any], neu: dict[str, Any]) -> list[Art]:
    found = compare(stand(massnahme(**alt), tag=FRUEHER), stand(massnahme(**neu)))
    return [v.art for v in found.veraenderungen]


FAELLE: list[tuple[str, dict[str, Any], dict[str, Any], list[Art]]] = [
    ("nichts", {}, {}, []),
    ("abgeschlossen", {}, {"umsetzungsstand": S.ABGESCHLOSSEN}, [Art.ERLEDIGT]),
    ("zurückgestellt", {}, {"umsetzungsstand": S.ZURUECKGESTELLT}, [Art.ZURUECKGESTELLT]),
    ("entfallen", {}, {"umsetzungsstand": S.ENTFALLEN}, [Art.ENTFALLEN]),
    ("wieder aufgenommen", {"umsetzungsstand": S.ABGESCHLOSSEN}, {}, [Art.STAND]),
    ("begonnen", {"umsetzungsstand": S.NICHT_BEGONNEN}, {"umsetzungsstand": S.IN_UMSETZUNG}, [Art.STAND]),
    ("überfällig geworden", {}, {"terminlage": T.UEBERFAELLIG}, [Art.UEBERFAELLIG]),
    ("länger überfällig", {"terminlage": T.UEBERFAELLIG}, {"terminlage": T.STARK_UEBERFAELLIG}, []),
    ("erholt", {"terminlage": T.STARK_UEBERFAELLIG}, {"terminlage": T.BALD_FAELLIG}, [Art.ERHOLT]),
    ("im Rückstand ist nicht überfällig", {}, {"terminlage": T.IM_RUECKSTAND}, []),
    (
        "überfällig und fertig: nur fertig",
        {"terminlage": T.UEBERFAELLIG},
        {"terminlage": T.UEBERFAELLIG, "umsetzungsstand": S.ABGESCHLOSSEN},
        [Art.ERLEDIGT],
    ),
    ("Hemmnis", {}, {"hemmnis": Hemmnis.PERSONAL}, [Art.HEMMNIS_NEU]),
    ("anderes Hemmnis", {"hemmnis": Hemmnis.PARTNER}, {"hemmnis": Hemmnis.PERSONAL}, [Art.HEMMNIS_NEU]),
    ("Hemmnis weg", {"hemmnis": Hemmnis.PARTNER}, {}, [Art.HEMMNIS_GELOEST]),
    ("gemeldet", {"gemeldet_am": date(2026, 4, 1)}, {"gemeldet_am": date(2026, 10, 1)}, [Art.MELDUNG]),
    ("zum ersten Mal gemeldet", {}, {"gemeldet_am": date(2026, 10, 1)}, [Art.MELDUNG]),
    ("verstummt", {}, {"aktualitaet": A.ALTERND}, [Art.VERSTUMMT]),
    ("stumm geblieben", {"aktualitaet": A.ALTERND}, {"aktualitaet": A.VERALTET}, []),
    ("Schritt erledigt", {"fristen": (SCHRITT,)}, {"fristen": (ERLEDIGT,)}, [Art.SCHRITT_ERLEDIGT]),
    ("Schritt gesetzt und erledigt", {}, {"fristen": (ERLEDIGT,)}, [Art.SCHRITT_ERLEDIGT]),
    ("Schritt gesetzt", {}, {"fristen": (SCHRITT,)}, []),
    (
        "Schritt entfallen",
        {"fristen": (SCHRITT,)},
        {"fristen": (replace(SCHRITT, entfallen_am=JETZT, grund="erübrigt"),)},
        [Art.SCHRITT_ENTFALLEN],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("alt", "neu", "erwartet"), [fall[1:] for fall in FAELLE], ids=[fall[0] for fall in FAELLE])
def test_case(alt: dict[str, Any], neu: dict[str, Any], erwartet: list[Art]) -> None:
    assert arten(alt, neu) == erwartet


def test_a_postponement_says_from_when_to_when_by_how_much_and_why() -> None:
    steps = (
        Verschiebung(date(2026, 3, 31), date(2026, 6, 30), "Krankheit"),
        Verschiebung(date(2026, 6, 30), date(2026, 9, 30), "Haushaltssperre"),
        Verschiebung(date(2026, 9, 30), date(2026, 12, 31), "Vergabe"),
    )
    alt = replace(SCHRITT, verschiebungen=steps[:1])
    neu = replace(SCHRITT, faellig_am=date(2026, 12, 31), verschiebungen=steps)
    (v,) = compare(stand(massnahme(fristen=(alt,))), stand(massnahme(fristen=(neu,)))).veraenderungen
    assert (v.art, v.gegenstand, v.vorher, v.nachher) == (Art.VERSCHOBEN, SCHRITT.titel, "30.06.2026", "31.12.2026")
    assert (v.tage, v.grund) == (184, "Haushaltssperre; Vergabe")


def test_a_new_event_is_named_once_with_all_its_measures() -> None:
    fest = EreignisStand("ereignis-1", "Fest", JETZT, "Arnstadt", (KEY, "2020-6.1-M1"))
    (v,) = compare(stand(tag=FRUEHER), stand(ereignisse=(fest,))).veraenderungen
    assert (v.art, v.massnahmen, v.gegenstand) == (Art.EREIGNIS, fest.massnahmen, "Fest")


def test_a_measure_that_stands_twice_counts_once_and_a_new_one_is_not_compared() -> None:
    zweite, neue = massnahme("2020-6.5-M1", gleich_mit=KEY), massnahme("2020-9.9-M1")
    a = compare(stand(massnahme(), zweite), stand(massnahme(), zweite, neue))
    assert (a.verglichen, sum(a.fluss.values()), a.veraenderungen) == (1, 1, ())


def test_the_sentence_counts_and_bends() -> None:
    keys = [f"2020-1.{n}-M1" for n in range(1, 6)]
    alt = stand(*(massnahme(key) for key in keys))
    neu = (
        [{"umsetzungsstand": S.ABGESCHLOSSEN}] * 2 + [{"terminlage": T.UEBERFAELLIG}] + [{"hemmnis": Hemmnis.PERSONAL}]
    )
    bis = stand(*(massnahme(key, **values) for key, values in zip(keys, [*neu, {}], strict=True)))
    found = satz(compare(alt, bis), "Seit der Sitzung vom 12.05.2026").replace("\u00a0", " ")
    assert found == "Seit der Sitzung vom 12.05.2026: 2 Maßnahmen neu erledigt, 1 neu überfällig, 1 Hemmnis neu."
    assert satz(compare(alt, alt), "Seit gestern") == "Seit gestern: keine Veränderung."


# --- for any two states ---------------------------------------------------------------------------

lagen = some.builds(
    massnahme,
    umsetzungsstand=some.sampled_from(S),
    terminlage=some.sampled_from(T),
    aktualitaet=some.sampled_from(A),
    hemmnis=some.none() | some.sampled_from(Hemmnis),
    gemeldet_am=some.none() | some.dates(date(2026, 1, 1), FRUEHER),
    fristen=some.sampled_from([(), (SCHRITT,), (replace(SCHRITT, faellig_am=JETZT, erledigt_am=JETZT),)]),
)


@given(lagen)
def test_from_a_state_to_itself_nothing_changes(m: MassnahmeStand) -> None:
    assert compare(stand(m), stand(m)).veraenderungen == ()


@given(lagen, lagen)
@settings(max_examples=200)
def test_each_measure_is_in_at_most_one_group_of_each_question(a: MassnahmeStand, b: MassnahmeStand) -> None:
    found = [v.art for v in compare(stand(a), stand(b)).veraenderungen]
    assert len(found) == len(set(found))
    for frage in (
        {*STAND_ART.values(), Art.STAND},
        {Art.UEBERFAELLIG, Art.ERHOLT},
        {Art.HEMMNIS_NEU, Art.HEMMNIS_GELOEST},
    ):
        assert len(frage & set(found)) <= 1
    assert (a.lage.umsetzungsstand is b.lage.umsetzungsstand) == (not {*STAND_ART.values(), Art.STAND} & set(found))


@given(lagen, lagen)
@settings(max_examples=200)
def test_there_and_back_mirror_each_other(a: MassnahmeStand, b: MassnahmeStand) -> None:
    hin = {v.art for v in compare(stand(a), stand(b)).veraenderungen}
    zurueck = {v.art for v in compare(stand(b), stand(a)).veraenderungen}
    both_open = not {a.lage.umsetzungsstand, b.lage.umsetzungsstand} & BEENDET
    if both_open:
        assert (Art.UEBERFAELLIG in hin) == (Art.ERHOLT in zurueck)
    assert (Art.UEBERFAELLIG in hin) == (is_ueberfaellig(b) and not is_ueberfaellig(a))
    assert (Art.ERLEDIGT in hin) == (b.lage.umsetzungsstand is S.ABGESCHLOSSEN is not a.lage.umsetzungsstand)
    assert bool({*STAND_ART.values(), Art.STAND} & hin) == bool({*STAND_ART.values(), Art.STAND} & zurueck)
    assert not (Art.VERSTUMMT in hin and Art.VERSTUMMT in zurueck)
    assert not (Art.MELDUNG in hin and Art.MELDUNG in zurueck)
