"""Rows for tests: one small function per noun, with defaults that every constraint accepts.

Each takes a session first, adds one row, flushes it and returns it. Anything else is a keyword:
`make_sachstand(session, "2020-2.9-M1", date(2025, 3, 1), umsetzungsstand=Umsetzungsstand.LAUFEND)`.
What happened on a day counts as entered at noon (UTC) of that day unless `erfasst_am` says otherwise.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import (
    Base,
    Ereignis,
    EreignisMassnahme,
    Erledigung,
    Fassung,
    Handlungsfeld,
    Handlungsziel,
    Indikator,
    IndikatorWert,
    Massnahme,
    Meilenstein,
    Nutzer,
    Sachstand,
    Sitzung,
    Sitzungsstand,
    Stelle,
    Termin,
    Zustaendigkeit,
)
from db.vocabulary import (
    EreignisStatus,
    Fundort,
    IndikatorRichtung,
    NutzerRolle,
    Rolle,
    SachstandArt,
    StelleArt,
    TerminArt,
    Umsetzungsstand,
    Wertqualitaet,
)

Row = TypeVar("Row", bound=Base)


def noon(tag: date) -> datetime:
    return datetime.combine(tag, time(12), UTC)


def massnahme_id(session: Session, schluessel: str) -> int:
    """The id behind a key such as "2020-2.9-M1". Raises LookupError for a key that is not in the store."""
    fassung, ziel, nr = schluessel.split("-")
    query = (
        select(Massnahme.id)
        .join(Handlungsziel, Massnahme.handlungsziel_id == Handlungsziel.id)
        .join(Fassung, Handlungsziel.fassung_id == Fassung.id)
        .where(Fassung.kurz == fassung, Handlungsziel.nr == ziel, Massnahme.nr == nr)
    )
    found = session.scalar(query)
    if found is None:
        raise LookupError(schluessel)
    return found


def termin_id(session: Session, schluessel: str, bezeichnung: str) -> int:
    """The newest reading of a Termin of a measure, by its Bezeichnung."""
    query = select(Termin.id).filter_by(massnahme_id=massnahme_id(session, schluessel), bezeichnung=bezeichnung)
    found = session.scalars(query.order_by(Termin.id.desc())).first()
    if found is None:
        raise LookupError(f"{schluessel}: {bezeichnung}")
    return found


# --- plan ---------------------------------------------------------------------------------------


def make_massnahme(session: Session, schluessel: str = "2030-1.1-M1", **values: Any) -> Massnahme:
    """A measure with the Fassung, Handlungsfeld and Handlungsziel it needs; existing ones are used."""
    fassung_kurz, ziel_nr, nr = schluessel.split("-")
    fassung = _find_or_add(session, Fassung, {"kurz": fassung_kurz}, titel=f"Fassung {fassung_kurz}")
    feld_nr = ziel_nr.split(".")[0]
    feld = _find_or_add(
        session,
        Handlungsfeld,
        {"fassung_id": fassung.id, "nr": feld_nr},
        titel=f"Handlungsfeld {feld_nr}",
        kurz=f"Feld {feld_nr}",
    )
    ziel = _find_or_add(
        session,
        Handlungsziel,
        {"fassung_id": fassung.id, "nr": ziel_nr},
        handlungsfeld_id=feld.id,
        titel=f"Handlungsziel {ziel_nr}",
    )
    defaults = {"bezeichnung": "Maßnahme", "titel": f"Maßnahme {ziel_nr}/{nr}"}
    return _add(session, Massnahme(handlungsziel_id=ziel.id, nr=nr, **defaults | values))


def make_stelle(session: Session, kennung: str = "stelle", **values: Any) -> Stelle:
    return _add(session, Stelle(kennung=kennung, **{"name": f"Stelle {kennung}", "art": StelleArt.SONSTIGE} | values))


def make_zustaendigkeit(session: Session, schluessel: str, kennung: str, **values: Any) -> Zustaendigkeit:
    """Links a Stelle, which must be in the store, to a measure; federführend unless said otherwise."""
    stelle_id = session.scalars(select(Stelle.id).filter_by(kennung=kennung)).one()
    row = Zustaendigkeit(stelle_id=stelle_id, **{"rolle": Rolle.FEDERFUEHREND} | values)
    return _add_to(session, row, schluessel)


# --- time ---------------------------------------------------------------------------------------


def make_termin(session: Session, schluessel: str, **values: Any) -> Termin:
    """A Termin entered by the coordinator; yearly unless said otherwise."""
    defaults: dict[str, Any] = {
        "wortlaut": "jährlich",
        "fundort": Fundort.PFLEGE,
        "bezeichnung": "Treffen",
        "art": TerminArt.WIEDERKEHREND,
        "erfasst_am": noon(date(2021, 1, 4)),
    }
    if values.get("art", TerminArt.WIEDERKEHREND) is TerminArt.WIEDERKEHREND:
        defaults |= {"periode_monate": 12, "quote_min": 1, "quote_max": 1}
    return _add_to(session, Termin(**defaults | values), schluessel)


def make_meilenstein(
    session: Session, schluessel: str, faellig_am: date, gesetzt_am: date = date(2021, 1, 4), **values: Any
) -> Meilenstein:
    defaults = {"titel": "Zwischenstand vorlegen", "erfasst_am": noon(gesetzt_am)}
    row = Meilenstein(faellig_am=faellig_am, gesetzt_am=gesetzt_am, **defaults | values)
    return _add_to(session, row, schluessel)


def postpone(session: Session, row: Meilenstein, faellig_am: date, gesetzt_am: date, **values: Any) -> Meilenstein:
    """A new row in place of `row`, with a reason, as the matter wants it."""
    defaults = {"grund": "Die Mittel kamen später.", "titel": row.titel, "erfasst_am": noon(gesetzt_am)}
    links = {"massnahme_id": row.massnahme_id, "stelle_id": row.stelle_id, "ersetzt_id": row.id}
    return _add(session, Meilenstein(faellig_am=faellig_am, gesetzt_am=gesetzt_am, **links, **defaults | values))


def make_erledigung(session: Session, ziel: Meilenstein | Termin | int, erledigt_am: date, **values: Any) -> Erledigung:
    """A tick on a milestone or on a Termin (an int is the id of a Termin)."""
    if isinstance(ziel, Meilenstein):
        link = {"meilenstein_id": ziel.id}
    else:
        link = {"termin_id": ziel if isinstance(ziel, int) else ziel.id}
    return _add(session, Erledigung(erledigt_am=erledigt_am, **link, **{"erfasst_am": noon(erledigt_am)} | values))


# --- state --------------------------------------------------------------------------------------


def make_sachstand(session: Session, schluessel: str, stand_am: date, **values: Any) -> Sachstand:
    """A report. With art=KEIN_NEUER_SACHSTAND it names no Umsetzungsstand."""
    defaults: dict[str, Any] = {"art": SachstandArt.MELDUNG, "erfasst_am": noon(stand_am)}
    if values.get("art", SachstandArt.MELDUNG) is SachstandArt.MELDUNG:
        defaults |= {"umsetzungsstand": Umsetzungsstand.LAUFEND, "bericht": "Die Maßnahme läuft."}
    if values.get("umsetzungsstand") in (Umsetzungsstand.ZURUECKGESTELLT, Umsetzungsstand.ENTFALLEN):
        defaults["begruendung"] = "Es fehlen die Mittel."
    return _add_to(session, Sachstand(stand_am=stand_am, **defaults | values), schluessel)


def make_ereignis(
    session: Session, massnahmen: Iterable[str], beginn_am: date, *, termin: int | None = None, **values: Any
) -> Ereignis:
    """An event that took place, linked to measures; `termin` is the id of the Termin of the first one it fulfils."""
    defaults = {
        "titel": "Begegnungsfest",
        "ende_am": beginn_am,
        "status": EreignisStatus.STATTGEFUNDEN,
        "erfasst_am": noon(beginn_am),
    }
    row = _add(session, Ereignis(beginn_am=beginn_am, **defaults | values))
    for nummer, schluessel in enumerate(massnahmen):
        link = EreignisMassnahme(ereignis_id=row.id, termin_id=None if nummer else termin)
        link.massnahme_id = massnahme_id(session, schluessel)
        session.add(link)
    session.flush()
    return row


def make_sitzung(session: Session, datum: date = date(2025, 9, 24), **values: Any) -> Sitzung:
    return _add(session, Sitzung(datum=datum, **{"gremium": "Beirat", "stichtag": datum} | values))


def make_sitzungsstand(session: Session, sitzung: Sitzung, **values: Any) -> Sitzungsstand:
    defaults = {
        "stichtag": sitzung.stichtag,
        "regelversion": "1",
        "inhalt": "{}",
        "sha256": "0" * 64,
        "erfasst_am": noon(sitzung.stichtag),
    }
    return _add(session, Sitzungsstand(sitzung_id=sitzung.id, **defaults | values))


# --- indicators, people -------------------------------------------------------------------------


def make_indikator(session: Session, kennung: str = "anteil", **values: Any) -> Indikator:
    defaults = {
        "titel": "Anteil",
        "definition": "Anteil an allen",
        "einheit": "%",
        "richtung": IndikatorRichtung.KONTEXT,
    }
    return _add(session, Indikator(kennung=kennung, **defaults | values))


def make_indikatorwert(session: Session, indikator: Indikator, jahr: int = 2025, **values: Any) -> IndikatorWert:
    """A final value of 12 for a calendar year."""
    defaults = {
        "beginn_am": date(jahr, 1, 1),
        "ende_am": date(jahr, 12, 31),
        "wert": 12,
        "qualitaet": Wertqualitaet.ENDGUELTIG,
        "erfasst_am": noon(date(jahr + 1, 2, 1)),
    }
    return _add(session, IndikatorWert(indikator_id=indikator.id, **defaults | values))


def make_nutzer(session: Session, name: str = "koordination", **values: Any) -> Nutzer:
    """An account; its password hash fits no password."""
    defaults = {"anzeigename": name.title(), "passwort_hash": "!", "rolle": NutzerRolle.KOORDINATION}
    return _add(session, Nutzer(name=name, **defaults | values))


# --- inside -------------------------------------------------------------------------------------


def _add(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row


def _add_to(session: Session, row: Any, schluessel: str) -> Any:
    row.massnahme_id = massnahme_id(session, schluessel)
    return _add(session, row)


def _find_or_add(session: Session, model: type[Row], natural: dict[str, Any], **rest: Any) -> Row:
    found = session.scalars(select(model).filter_by(**natural)).first()
    return found or _add(session, model(**natural, **rest))
