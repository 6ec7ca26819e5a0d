"""Time of one measure: Termine with their windows, milestones with old dates, reports, events."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Ereignis, EreignisMassnahme, MassnahmeTeil, Meilenstein, Sachstand, Sitzung, Stelle, Termin
from db.vocabulary import EreignisStatus, TerminArt
from ilm_data.queries.bestand import (
    is_standing,
    load_entfallene,
    load_erledigungen,
    load_meilensteine,
    load_termine,
)
from ilm_data.queries.ereignisse_damals import Werte, load_damals, werte_of
from ilm_data.queries.erfuellungen import Erfuellung, erfuellt_durch, load_erfuellungen
from ilm_data.queries.massnahme_formen import EreignisZeile, FensterZeile, MeilensteinZeile, SachstandZeile, TerminZeile
from ilm_data.queries.massnahmen import as_deutung
from ilm_data.queries.sicht import Sicht
from ilm_data.rules.deutung import Deutung
from ilm_data.rules.faelligkeit import Frist, LageMitGrund, judge_frist
from ilm_data.rules.fenster import is_erfuellt, owed_fenster
from ilm_data.rules.kleine_zahlen import zahl_text
from ilm_data.rules.wiederkehr import Wiederkehr, judge_wiederkehr


def load_termine_of(session: Session, sicht: Sicht, massnahme_id: int, beginn: date | None) -> tuple[TerminZeile, ...]:
    termine = load_termine(session, sicht, [massnahme_id]).get(massnahme_id, [])
    erfuellt = load_erfuellungen(session, sicht, [massnahme_id])
    teile = {t.id: t.titel for t in session.scalars(select(MassnahmeTeil).filter_by(massnahme_id=massnahme_id))}
    return tuple(
        _termin(session, t, teile.get(t.teil_id or 0, ""), erfuellt.get(t.id, []), beginn, sicht.stichtag)
        for t in termine
    )


def _termin(
    session: Session, termin: Termin, teil: str, done: Sequence[Erfuellung], beginn: date | None, stichtag: date
) -> TerminZeile:
    deutung = as_deutung(termin)
    tage = tuple(e.tag for e in done)
    frueher, older = [], termin
    while older.ersetzt_id:
        grund, older = older.grund, session.get_one(Termin, older.ersetzt_id)
        frueher.append((older.wortlaut, grund))
    return TerminZeile(
        wortlaut=termin.wortlaut,
        fundort=termin.fundort,
        geerbt=termin.geerbt,
        teil=teil,
        deutung=deutung,
        status=termin.status,
        hinweis=termin.hinweis,
        befund=_befund(deutung, tage, beginn, stichtag),
        fenster=_fenster(deutung, done, beginn, stichtag),
        frueher=tuple(frueher),
    )


def _befund(deutung: Deutung, tage: tuple[date, ...], beginn: date | None, stichtag: date) -> LageMitGrund | None:
    if deutung.art is TerminArt.WIEDERKEHREND:
        return judge_wiederkehr(Wiederkehr(deutung, beginn, tage), stichtag)
    if deutung.art is TerminArt.EINMALIG and deutung.bis:
        return judge_frist(Frist(deutung.bis, min(tage, default=None), deutung.bezeichnung), stichtag)
    return None


def _fenster(
    deutung: Deutung, done: Sequence[Erfuellung], beginn: date | None, stichtag: date
) -> tuple[FensterZeile, ...]:
    tage = [e.tag for e in done]
    return tuple(
        FensterZeile(
            fenster, erfuellt_durch(fenster, done), is_erfuellt(fenster, tage), geschlossen=fenster.ende < stichtag
        )
        for fenster in reversed(owed_fenster(deutung, beginn, stichtag))
    )


def load_meilensteine_of(session: Session, sicht: Sicht, massnahme_id: int) -> tuple[MeilensteinZeile, ...]:
    standing = load_meilensteine(session, sicht, [massnahme_id]).get(massnahme_id, [])
    dropped = load_entfallene(session, sicht, [massnahme_id])
    getickt, _ = load_erledigungen(session, sicht, [massnahme_id])
    rows = [_meilenstein(session, m, getickt.get(m.id), sicht) for m in [*standing, *dropped]]
    return tuple(sorted(rows, key=lambda m: m.faellig_am))


def _meilenstein(session: Session, row: Meilenstein, erledigt_am: date | None, sicht: Sicht) -> MeilensteinZeile:
    frueher, older = [], row
    while older.ersetzt_id:
        grund, older = older.grund, session.get_one(Meilenstein, older.ersetzt_id)
        frueher.append((older.faellig_am, grund))
    is_dropped = row.entfallen_am is not None and row.entfallen_am <= sicht.bekannt_bis
    return MeilensteinZeile(
        titel=row.titel,
        faellig_am=row.faellig_am,
        erledigt_am=erledigt_am,
        befund=judge_frist(Frist(row.faellig_am, erledigt_am, "Meilenstein"), sicht.stichtag),
        frueher=tuple(reversed(frueher)),
        entfallen_am=row.entfallen_am if is_dropped else None,
        entfallen_grund=row.entfallen_grund if is_dropped else "",
        vereinbart_in=_sitzung(session, row),
        zustaendig=_stelle(session, row),
    )


def _sitzung(session: Session, row: Meilenstein) -> tuple[str, date] | None:
    sitzung = session.get(Sitzung, row.sitzung_id) if row.sitzung_id else None
    return (sitzung.gremium, sitzung.datum) if sitzung else None


def _stelle(session: Session, row: Meilenstein) -> str:
    """Who has to do it, as the session agreed; other milestones are those of the measure's Stellen."""
    stelle = session.get(Stelle, row.stelle_id) if row.sitzung_id and row.stelle_id else None
    return stelle.name if stelle else ""


def load_sachstaende_of(session: Session, sicht: Sicht, massnahme_id: int) -> tuple[SachstandZeile, ...]:
    query = (
        select(Sachstand, Stelle.name)
        .outerjoin(Stelle, Sachstand.stelle_id == Stelle.id)
        .where(
            Sachstand.massnahme_id == massnahme_id,
            Sachstand.stand_am <= sicht.stichtag,
            Sachstand.erfasst_am < sicht.erfasst_vor,
            is_standing(Sachstand.zurueckgenommen_am, sicht),
        )
        .order_by(Sachstand.stand_am.desc(), Sachstand.erfasst_am.desc(), Sachstand.id.desc())
    )
    return tuple(
        SachstandZeile(
            stand_am=s.stand_am,
            erfasst_am=s.erfasst_am,
            art=s.art,
            umsetzungsstand=s.umsetzungsstand,
            begruendung=s.begruendung,
            bericht=s.bericht,
            hemmnis=s.hemmnis,
            naechster_schritt=s.naechster_schritt,
            naechster_schritt_am=s.naechster_schritt_am,
            stelle=name or "",
            beispiel=s.beispiel,
        )
        for s, name in session.execute(query)
    )


def load_ereignisse_of(session: Session, sicht: Sicht, massnahme_ids: Iterable[int]) -> tuple[EreignisZeile, ...]:
    """Events, newest first. What lies after the Stichtag had not taken place: shown as planned, without a count."""
    damals = load_damals(session, sicht)
    query = (
        select(Ereignis)
        .join(EreignisMassnahme)
        .where(EreignisMassnahme.massnahme_id.in_(massnahme_ids), Ereignis.erfasst_am < sicht.erfasst_vor)
        .distinct()
    )
    found = [_ereignis(werte_of(e, damals), sicht.stichtag) for e in session.scalars(query.order_by(Ereignis.id))]
    return tuple(sorted(found, key=lambda e: e.beginn_am, reverse=True))


def _ereignis(e: Werte, stichtag: date) -> EreignisZeile:
    if e.beginn_am > stichtag and e.status is EreignisStatus.STATTGEFUNDEN:
        return EreignisZeile(e.titel, e.beginn_am, e.ende_am, e.ort, EreignisStatus.GEPLANT, zahl_text(None))
    return EreignisZeile(e.titel, e.beginn_am, e.ende_am, e.ort, e.status, zahl_text(e.teilnehmende))
