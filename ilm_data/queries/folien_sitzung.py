"""What a session is shown: the order of its slides, and the earlier session it compares with."""

from collections.abc import Iterable, Sequence
from datetime import date

from ilm_data.queries.sitzungen import SitzungZeile, letzte_vor, naechste_ab
from ilm_data.rules.folien import Folienart, parse_folge, parse_key, standard_folge
from ilm_data.rules.gesamtstand import Gesamtstand


def choose_sitzung(sitzungen: Sequence[SitzungZeile], asked: str, heute: date) -> SitzungZeile | None:
    """The session with this id; without any the next one, or the last when none is planned. "0" is none."""
    found = next((s for s in sitzungen if str(s.id) == asked), None)
    return found if found or asked else naechste_ab(sitzungen, heute) or next(iter(sitzungen), None)


def moegliche_folge(sitzung: SitzungZeile | None, indikatoren: Iterable[str] = ()) -> tuple[str, ...]:
    """Every slide there can be for this session, in the usual order."""
    return standard_folge(indikatoren=indikatoren, massnahmen=sitzung.agenda if sitzung else ())


def folge_of(sitzung: SitzungZeile | None, moegliche: Sequence[str]) -> tuple[str, ...]:
    """The slides the session chose, or all but the Indikatoren: of those somebody picks."""
    ohne_indikatoren = [each for each in moegliche if _art(each) is not Folienart.INDIKATOR]
    return parse_folge(sitzung.folien if sitzung else "", ohne_indikatoren)


def _art(schluessel: str) -> Folienart | None:
    parsed = parse_key(schluessel)
    return parsed[0] if parsed else None


def verglichen_mit(sitzungen: Sequence[SitzungZeile], sitzung: SitzungZeile | None, stichtag: date) -> date | None:
    """The Stichtag of the body's session before this one (of any body without one), if it lies before the Stichtag."""
    vor = min(sitzung.datum, stichtag) if sitzung else stichtag
    frueher = [s for s in sitzungen if s.stichtag < stichtag and s != sitzung]
    letzte = letzte_vor(frueher, vor, sitzung.gremium if sitzung else "")
    return letzte.stichtag if letzte else None


def naechste_nach(sitzungen: Sequence[SitzungZeile], sitzung: SitzungZeile) -> date | None:
    """When the same body meets after this session; None while that is open."""
    later = [s for s in sitzungen if s.datum > sitzung.datum]
    found = naechste_ab(later, sitzung.datum, sitzung.gremium)
    return found.datum if found else None


def is_eingefroren(eingefroren: Gesamtstand, jetzt: Gesamtstand) -> bool:
    """Whether slides made of `jetzt` show the frozen state: the same measures, due days and events, down to the day."""
    return (eingefroren.massnahmen, eingefroren.ereignisse) == (jetzt.massnahmen, jetzt.ereignisse)
