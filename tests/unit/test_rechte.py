"""The table of rights, in the words of the matter document §8."""

import pytest

from db.vocabulary import NutzerRolle, Rolle
from ilm_data.rules.rechte import (
    BESUCH,
    RECHTE,
    Akteur,
    Beziehung,
    Handlung,
    RechtFehlt,
    beziehung_of,
    can_recht,
    check_recht,
)

ROLLEN = {"ohne Anmeldung": None, **{rolle.label: rolle for rolle in NutzerRolle}}
BEZIEHUNGEN = {"fremd": Beziehung.FREMD, "mitwirkend": Beziehung.MITWIRKEND, "zuständig": Beziehung.ZUSTAENDIG}
HANDLUNGEN = {
    "Internes lesen": Handlung.INTERNES_LESEN,
    "melden": Handlung.MELDEN,
    "abhaken": Handlung.ABHAKEN,
    "Ereignis erfassen": Handlung.EREIGNIS_ERFASSEN,
    "Inhalt pflegen": Handlung.INHALT_PFLEGEN,
    "Konten verwalten": Handlung.NUTZER_VERWALTEN,
    "Protokoll lesen": Handlung.PROTOKOLL_LESEN,
    "Daten sichern": Handlung.DATEN_SICHERN,
}
ALLES_FACHLICHE = {"Internes lesen", "melden", "abhaken", "Ereignis erfassen", "Inhalt pflegen", "Protokoll lesen"}
DARF: dict[tuple[str, str], set[str]] = {
    ("ohne Anmeldung", "fremd"): set(),
    ("ohne Anmeldung", "mitwirkend"): set(),
    ("ohne Anmeldung", "zuständig"): set(),
    ("Leitung", "fremd"): {"Internes lesen"},
    ("Leitung", "mitwirkend"): {"Internes lesen"},
    ("Leitung", "zuständig"): {"Internes lesen"},
    ("Fachamt", "fremd"): set(),
    ("Fachamt", "mitwirkend"): {"Internes lesen", "abhaken", "Ereignis erfassen"},
    ("Fachamt", "zuständig"): {"Internes lesen", "abhaken", "Ereignis erfassen", "melden"},
    ("Koordination", "fremd"): ALLES_FACHLICHE,
    ("Koordination", "mitwirkend"): ALLES_FACHLICHE,
    ("Koordination", "zuständig"): ALLES_FACHLICHE,
    ("Verwaltung", "fremd"): {"Konten verwalten", "Protokoll lesen", "Daten sichern"},
    ("Verwaltung", "mitwirkend"): {"Konten verwalten", "Protokoll lesen", "Daten sichern"},
    ("Verwaltung", "zuständig"): {"Konten verwalten", "Protokoll lesen", "Daten sichern"},
}


def test_the_table_has_no_gaps() -> None:
    alle = {(rolle, beziehung) for rolle in ROLLEN.values() for beziehung in Beziehung}
    assert set(RECHTE) == alle
    assert {(ROLLEN[rolle], BEZIEHUNGEN[beziehung]) for rolle, beziehung in DARF} == alle
    assert set(HANDLUNGEN.values()) == set(Handlung)
    assert set.union(*map(set, RECHTE.values())) == set(Handlung)


@pytest.mark.parametrize("handlung", HANDLUNGEN)
@pytest.mark.parametrize(("rolle", "beziehung"), DARF)
def test_who_may_what(rolle: str, beziehung: str, handlung: str) -> None:
    akteur = Akteur(1, "konto", ROLLEN[rolle], 1)
    darf = handlung in DARF[rolle, beziehung]
    assert can_recht(akteur, HANDLUNGEN[handlung], BEZIEHUNGEN[beziehung]) == darf


def test_whoever_reports_may_read_what_is_internal() -> None:
    assert all(Handlung.INTERNES_LESEN in rechte for rechte in RECHTE.values() if Handlung.MELDEN in rechte)


def test_nobody_both_hands_out_rights_and_reports() -> None:
    assert not any({Handlung.NUTZER_VERWALTEN, Handlung.MELDEN} <= rechte for rechte in RECHTE.values())


def test_without_a_relation_the_foreign_one_counts() -> None:
    assert not can_recht(Akteur(1, "konto", NutzerRolle.FACHAMT, 1), Handlung.MELDEN)
    assert can_recht(Akteur(1, "konto", NutzerRolle.KOORDINATION), Handlung.MELDEN)


def test_the_sentences() -> None:
    with pytest.raises(RechtFehlt, match=r"^Bitte melden Sie sich an\.$"):
        check_recht(BESUCH, Handlung.MELDEN)
    with pytest.raises(RechtFehlt, match="darf hier nicht: einen Sachstand melden"):
        check_recht(Akteur(1, "konto", NutzerRolle.LEITUNG), Handlung.MELDEN)


@pytest.mark.parametrize(
    ("rollen", "beziehung"),
    [
        ([], "fremd"),
        ([Rolle.FINANZIEREND], "fremd"),
        ([Rolle.MITWIRKEND], "mitwirkend"),
        ([Rolle.MITWIRKEND, Rolle.FINANZIEREND], "mitwirkend"),
        ([Rolle.FEDERFUEHREND], "zuständig"),
        ([Rolle.GEMEINSAM], "zuständig"),
        ([Rolle.MITWIRKEND, Rolle.GEMEINSAM], "zuständig"),
    ],
)
def test_the_strongest_role_gives_the_relation(rollen: list[Rolle], beziehung: str) -> None:
    assert beziehung_of(rollen) is BEZIEHUNGEN[beziehung]
