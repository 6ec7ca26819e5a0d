"""Accounts: who may change them, what a change ends, and what the log keeps of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from anmelde_hilfe import BROWSER, JETZT, SOZIALAMT, VERWALTUNG, akteur, konto, versuche_anmeldung
from sqlalchemy import Engine, select, update

from db.engine import read_session, write_transaction
from db.models import Anmeldeversuch, Anmeldung, Nutzer, Protokoll, ProtokollAkteur
from db.vocabulary import NutzerRolle
from ilm_data.queries.nutzer import find_stelle_id, list_konten
from ilm_data.queries.protokoll import VERDECKT, ProtokollFilter, list_auswahl, list_protokoll
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import BESUCH, RechtFehlt
from ilm_data.services import nutzer as services
from ilm_data.services.aktive_anmeldung import AktiveAnmeldung, find_anmeldung
from ilm_data.services.anmeldung import AnmeldungAbgelehnt, NeueAnmeldung
from ilm_data.services.eigenes_kennwort import SitzungBeendet, change_own_kennwort
from ilm_data.services.kennwort import KennwortUngeeignet
from ilm_data.services.konflikt import Konflikt
from ilm_data.services.sperre import ZuVieleVersuche

NEU = "vier alte lampen tanzen"
BEISPIEL = "Beispiel-Zugang-2026!"
Use = Callable[[Engine, str], object]


def lege_an(engine: Engine, by: str = VERWALTUNG, **values: object) -> services.NeuerZugang:
    defaults = {"name": "neu.amt", "anzeigename": "Neues Amt", "rolle": NutzerRolle.LEITUNG, "stelle_id": None}
    return services.create_nutzer(engine, **{**defaults, **values}, by=akteur(engine, by))  # type: ignore[arg-type]


def ordne_zu(engine: Engine, by: str = VERWALTUNG, name: str = SOZIALAMT) -> object:
    row = konto(engine, name)
    return services.change_zuordnung(
        engine,
        nutzer_id=row.id,
        rolle=NutzerRolle.LEITUNG,
        stelle_id=row.stelle_id,
        version=row.version,
        by=akteur(engine, by),
    )


def deaktiviere(engine: Engine, by: str = VERWALTUNG, name: str = SOZIALAMT) -> object:
    row = konto(engine, name)
    return services.deactivate_nutzer(engine, nutzer_id=row.id, version=row.version, by=akteur(engine, by))


def aktiviere(engine: Engine, by: str = VERWALTUNG) -> object:
    row = konto(engine)
    return services.activate_nutzer(engine, nutzer_id=row.id, version=row.version, by=akteur(engine, by))


def setze_zurueck(engine: Engine, by: str = VERWALTUNG) -> services.NeuerZugang:
    return services.reset_kennwort(engine, nutzer_id=konto(engine).id, by=akteur(engine, by))


def gib_frei(engine: Engine, by: str = VERWALTUNG) -> None:
    services.release_sperre(engine, nutzer_id=konto(engine).id, jetzt=JETZT, by=akteur(engine, by))


def gib_adressen_frei(engine: Engine, by: str = VERWALTUNG) -> None:
    services.release_adressen(engine, jetzt=JETZT, by=akteur(engine, by))


ALLE: dict[str, Use] = {
    use.__name__: use for use in (lege_an, ordne_zu, deaktiviere, aktiviere, setze_zurueck, gib_frei, gib_adressen_frei)
}


def finde(engine: Engine, neu: NeueAnmeldung) -> AktiveAnmeldung | None:
    return find_anmeldung(engine, anmeldung_id=neu.id, cookie=None, browser=BROWSER, jetzt=JETZT)


def protokoll(engine: Engine) -> list[Protokoll]:
    with read_session(engine) as session:
        return list(session.scalars(select(Protokoll).order_by(Protokoll.id)))


# --- rights -------------------------------------------------------------------------------------


@pytest.mark.parametrize("use", ALLE)
@pytest.mark.parametrize("by", ["beispiel-leitung", "beispiel-koordination", SOZIALAMT])
def test_only_verwaltung_changes_accounts(beispiel_engine: Engine, use: str, by: str) -> None:
    before = len(protokoll(beispiel_engine))
    with pytest.raises(RechtFehlt):
        ALLE[use](beispiel_engine, by)
    assert len(protokoll(beispiel_engine)) == before


@pytest.mark.parametrize("use", ALLE)
def test_verwaltung_may_and_it_is_logged_once(beispiel_engine: Engine, use: str) -> None:
    before = len(protokoll(beispiel_engine))
    ALLE[use](beispiel_engine, VERWALTUNG)
    assert len(protokoll(beispiel_engine)) == before + 1


def test_an_administrator_deactivated_meanwhile_writes_nothing(beispiel_engine: Engine) -> None:
    by = akteur(beispiel_engine)
    with write_transaction(beispiel_engine) as session:
        session.execute(update(Nutzer).filter_by(name=VERWALTUNG).values(aktiv=False))
    with pytest.raises(RechtFehlt):
        services.reset_kennwort(beispiel_engine, nutzer_id=konto(beispiel_engine).id, by=by)


def test_lists_ask_for_the_right(beispiel_lesend: Engine) -> None:
    for by in (BESUCH, akteur(beispiel_lesend, SOZIALAMT), akteur(beispiel_lesend, "beispiel-leitung")):
        with pytest.raises(RechtFehlt):
            list_konten(beispiel_lesend, by=by)
        with pytest.raises(RechtFehlt):
            list_protokoll(beispiel_lesend, ProtokollFilter(), by=by)
        with pytest.raises(RechtFehlt):
            list_auswahl(beispiel_lesend, by=by)


# --- a new account ------------------------------------------------------------------------------


def test_the_one_time_password_opens_and_has_to_be_changed(beispiel_engine: Engine) -> None:
    zugang = lege_an(beispiel_engine, name=" Neu.Amt ")
    aktive = finde(beispiel_engine, versuche_anmeldung(beispiel_engine, "neu.amt", kennwort=zugang.einmalkennwort))
    assert aktive is not None
    assert aktive.passwort_wechseln
    assert aktive.akteur == BESUCH


@pytest.mark.parametrize(
    ("values", "satz"),
    [
        ({"name": SOZIALAMT}, "gibt es schon"),
        ({"name": SOZIALAMT.upper()}, "gibt es schon"),
        ({"name": "ab"}, "3 bis 60"),
        ({"name": "<script>"}, "3 bis 60"),
        ({"name": "zwei wörter"}, "3 bis 60"),
        ({"anzeigename": "   "}, "Anzeigename"),
        ({"anzeigename": "x" * 100}, "80"),
        ({"rolle": NutzerRolle.FACHAMT}, "braucht eine Stelle"),
        ({"stelle_id": 99_999}, "Stelle gibt es nicht"),
    ],
)
def test_refused_with_a_sentence(beispiel_engine: Engine, values: dict[str, object], satz: str) -> None:
    with pytest.raises(RegelVerletzt, match=satz):
        lege_an(beispiel_engine, **values)


def test_the_stelle_by_its_kennung(beispiel_lesend: Engine) -> None:
    assert find_stelle_id(beispiel_lesend, "sozialamt") == konto(beispiel_lesend).stelle_id
    assert find_stelle_id(beispiel_lesend, "gibt-es-nicht") is None


# --- every change ends all sessions -------------------------------------------------------------


@pytest.mark.parametrize("use", ["ordne_zu", "deaktiviere", "aktiviere", "setze_zurueck"])
def test_a_change_ends_all_sessions_of_that_account_and_no_other(beispiel_engine: Engine, use: str) -> None:
    hier = versuche_anmeldung(beispiel_engine)
    dort = versuche_anmeldung(beispiel_engine, browser="browser-zwei")
    fremd = versuche_anmeldung(beispiel_engine, "beispiel-jugendamt", browser="browser-drei")
    ALLE[use](beispiel_engine, VERWALTUNG)
    with read_session(beispiel_engine) as session:
        offen = set(session.scalars(select(Anmeldung.id).where(Anmeldung.beendet_am.is_(None))))
    assert offen == {fremd.id}
    assert finde(beispiel_engine, hier) is None
    assert dort.id not in offen


def test_a_reset_password_replaces_the_old_one_and_lifts_the_lockout(beispiel_engine: Engine) -> None:
    for _ in range(5):
        with pytest.raises(AnmeldungAbgelehnt):
            versuche_anmeldung(beispiel_engine, kennwort="falsch falsch falsch")
    # Times in the store are the real ones here: the attempts of JETZT are long past or still to come.
    with write_transaction(beispiel_engine) as session:
        session.execute(update(Anmeldeversuch).values(freigegeben_am=JETZT))
    zugang = setze_zurueck(beispiel_engine)
    with pytest.raises(AnmeldungAbgelehnt):
        versuche_anmeldung(beispiel_engine, kennwort=BEISPIEL)
    assert versuche_anmeldung(beispiel_engine, kennwort=zugang.einmalkennwort)


def test_a_deactivated_account_can_be_opened_again(beispiel_engine: Engine) -> None:
    deaktiviere(beispiel_engine)
    with pytest.raises(AnmeldungAbgelehnt):
        versuche_anmeldung(beispiel_engine)
    aktiviere(beispiel_engine)
    assert versuche_anmeldung(beispiel_engine)


def test_two_administrators_at_once(beispiel_engine: Engine) -> None:
    row = konto(beispiel_engine)
    ordne_zu(beispiel_engine)
    with pytest.raises(Konflikt):
        services.deactivate_nutzer(beispiel_engine, nutzer_id=row.id, version=row.version, by=akteur(beispiel_engine))
    assert konto(beispiel_engine).aktiv


# --- the last administrator ---------------------------------------------------------------------


@pytest.mark.parametrize("use", [ordne_zu, deaktiviere])
def test_the_last_active_administrator_stays(beispiel_engine: Engine, use: Callable[..., object]) -> None:
    with pytest.raises(RegelVerletzt, match="letzte aktive Konto"):
        use(beispiel_engine, VERWALTUNG, VERWALTUNG)
    assert konto(beispiel_engine, VERWALTUNG).rolle is NutzerRolle.VERWALTUNG


def test_two_cannot_lock_each_other_out_at_the_same_moment(beispiel_engine: Engine) -> None:
    lege_an(beispiel_engine, name="zweite.verwaltung", rolle=NutzerRolle.VERWALTUNG)
    pairs = [(VERWALTUNG, "zweite.verwaltung"), ("zweite.verwaltung", VERWALTUNG)]

    def try_it(pair: tuple[str, str]) -> bool:
        try:
            deaktiviere(beispiel_engine, *pair)
        except RegelVerletzt:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(try_it, pairs)) == [False, True]


# --- the own password ---------------------------------------------------------------------------


def aendere(engine: Engine, neu: NeueAnmeldung, altes: str, neues: str) -> None:
    anmeldung = finde(engine, neu)
    assert anmeldung is not None
    change_own_kennwort(engine, anmeldung=anmeldung, altes=altes, neues=neues, adresse="10.0.0.1", jetzt=JETZT)


def test_own_password(beispiel_engine: Engine) -> None:
    neu = versuche_anmeldung(beispiel_engine)
    anderswo = versuche_anmeldung(beispiel_engine, browser="browser-zwei")
    aendere(beispiel_engine, neu, BEISPIEL, NEU)
    assert finde(beispiel_engine, neu) is None
    found = find_anmeldung(beispiel_engine, anmeldung_id=anderswo.id, cookie=None, browser="browser-zwei", jetzt=JETZT)
    assert found is None
    with pytest.raises(AnmeldungAbgelehnt):
        versuche_anmeldung(beispiel_engine)
    assert versuche_anmeldung(beispiel_engine, kennwort=NEU)


def test_the_first_password_is_changed_without_asking_for_it_again(beispiel_engine: Engine) -> None:
    zugang = lege_an(beispiel_engine)
    aendere(beispiel_engine, versuche_anmeldung(beispiel_engine, zugang.name, kennwort=zugang.einmalkennwort), "", NEU)
    aktive = finde(beispiel_engine, versuche_anmeldung(beispiel_engine, zugang.name, kennwort=NEU))
    assert aktive is not None
    assert not aktive.passwort_wechseln


@pytest.mark.parametrize(
    ("altes", "neues", "satz"),
    [
        ("falsch falsch", NEU, "bisherige Kennwort stimmt nicht"),
        (BEISPIEL, "kurz", "mindestens 12"),
        (BEISPIEL, f"hier {SOZIALAMT} dort", "Namen"),
    ],
)
def test_own_password_refused(beispiel_engine: Engine, altes: str, neues: str, satz: str) -> None:
    neu = versuche_anmeldung(beispiel_engine)
    with pytest.raises(KennwortUngeeignet, match=satz):
        aendere(beispiel_engine, neu, altes, neues)
    assert finde(beispiel_engine, neu)


def test_the_new_password_differs_from_the_one_time_password(beispiel_engine: Engine) -> None:
    zugang = lege_an(beispiel_engine)
    neu = versuche_anmeldung(beispiel_engine, zugang.name, kennwort=zugang.einmalkennwort)
    with pytest.raises(KennwortUngeeignet, match="unterscheiden"):
        aendere(beispiel_engine, neu, "", zugang.einmalkennwort)


def test_guessing_the_old_password_in_an_open_session_is_locked_too(beispiel_engine: Engine) -> None:
    neu = versuche_anmeldung(beispiel_engine)
    for _ in range(5):
        with pytest.raises(KennwortUngeeignet):
            aendere(beispiel_engine, neu, "falsch falsch", NEU)
    with pytest.raises(ZuVieleVersuche):
        aendere(beispiel_engine, neu, BEISPIEL, NEU)


def test_a_session_that_has_ended_changes_no_password(beispiel_engine: Engine) -> None:
    anmeldung = finde(beispiel_engine, versuche_anmeldung(beispiel_engine))
    assert anmeldung is not None
    deaktiviere(beispiel_engine)
    with pytest.raises(SitzungBeendet):
        change_own_kennwort(
            beispiel_engine, anmeldung=anmeldung, altes=BEISPIEL, neues=NEU, adresse="10.0.0.1", jetzt=JETZT
        )


# --- the log ------------------------------------------------------------------------------------


def test_the_log_holds_no_password_no_hash_and_no_name(beispiel_engine: Engine) -> None:
    zugang = lege_an(beispiel_engine, anzeigename="Maria Lampe")
    aendere(beispiel_engine, versuche_anmeldung(beispiel_engine, zugang.name, kennwort=zugang.einmalkennwort), "", NEU)
    einmal = setze_zurueck(beispiel_engine).einmalkennwort
    text = " ".join(row.alt + row.neu + row.zeile for row in protokoll(beispiel_engine)[-3:])
    assert "zurückgesetzt" in text
    assert "selbst geändert" in text
    for secret in (zugang.einmalkennwort, einmal, NEU, "$2b$", "Maria Lampe", "neu.amt", SOZIALAMT):
        assert secret not in text


def test_an_own_change_does_not_tie_the_actor_to_an_account(beispiel_engine: Engine) -> None:
    aendere(beispiel_engine, versuche_anmeldung(beispiel_engine), BEISPIEL, NEU)
    assert protokoll(beispiel_engine)[-1].zeile == ""


def schreibe(engine: Engine, **values: str) -> None:
    with write_transaction(engine) as session:
        akteur_id = session.scalars(select(ProtokollAkteur.id)).first()
        row = {"aktion": "geaendert", "tabelle": "sachstand", "zeile": "1", **values}
        session.add(Protokoll(zeitpunkt=JETZT, akteur_id=akteur_id, datenstand=1, **row))


def test_internal_texts_in_the_log_are_for_the_coordinator(beispiel_engine: Engine) -> None:
    schreibe(beispiel_engine, alt='{"bericht": "alt"}', neu='{"bericht": "neu", "intern": "Streit mit dem Träger"}')
    auswahl = ProtokollFilter(tabelle="sachstand")
    drawn = {}
    for name in (VERWALTUNG, "beispiel-koordination"):
        zeilen = list_protokoll(beispiel_engine, auswahl, by=akteur(beispiel_engine, name)).zeilen
        drawn[name] = {wechsel.feld: wechsel.neu for wechsel in zeilen[0].wechsel}
    assert drawn[VERWALTUNG] == {"bericht": "neu", "intern": VERDECKT}
    assert drawn["beispiel-koordination"] == {"bericht": "neu", "intern": "Streit mit dem Träger"}


def test_filters_of_the_log(beispiel_engine: Engine) -> None:
    by = akteur(beispiel_engine)
    deaktiviere(beispiel_engine)
    tag = JETZT.date()
    schreibe(beispiel_engine)
    schreibe(beispiel_engine, tabelle="termin", aktion="angelegt")

    def count(**values: object) -> int:
        return list_protokoll(beispiel_engine, ProtokollFilter(**values), by=by).anzahl  # type: ignore[arg-type]

    assert count(tabelle="termin") == 1
    assert count(akteur=VERWALTUNG) == 1
    assert count(tabelle="termin", aktion="angelegt", von=tag, bis=tag) == 1
    assert count(tabelle="termin", bis=tag.replace(day=21)) == 0
    assert count(tabelle="termin", von=tag.replace(day=23)) == 0
    tabellen, akteure = list_auswahl(beispiel_engine, by=by)
    assert {"termin", "nutzer"} <= set(tabellen)
    assert VERWALTUNG in akteure
