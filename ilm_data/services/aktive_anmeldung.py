"""Who is this? The session of a browser, asked in SQL at every run, and kept alive while a person works."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, Select, or_, select, update
from sqlalchemy.sql.elements import ColumnElement

from db.engine import read_session, write_transaction
from db.models import Anmeldung, Nutzer
from db.settings import settings
from db.vocabulary import NutzerRolle
from ilm_data.rules.rechte import BESUCH, Akteur
from ilm_data.services.sperre import digest

TOUCH_SEKUNDEN = 60
"""How exact the idle limit is: a session in use is written at most once a minute."""


@dataclass(frozen=True)
class AktiveAnmeldung:
    """A session that is valid at this instant, and whose it is."""

    id: str
    nutzer_id: int
    name: str
    anzeigename: str
    rolle: NutzerRolle
    stelle_id: int | None
    passwort_wechseln: bool
    eingeloest: bool
    zuletzt_am: datetime

    @property
    def akteur(self) -> Akteur:
        """Who acts: nobody yet while the one-time password has to be changed."""
        return BESUCH if self.passwort_wechseln else Akteur(self.nutzer_id, self.name, self.rolle, self.stelle_id)


def find_anmeldung(
    engine: Engine, *, anmeldung_id: str | None, cookie: str | None, browser: str, jetzt: datetime
) -> AktiveAnmeldung | None:
    """The valid session of this id, else of this cookie, in this browser. Account and limits are asked anew."""
    keys: list[ColumnElement[bool]] = []
    if anmeldung_id:
        keys.append(Anmeldung.id == anmeldung_id)
    if cookie and browser:
        keys.append(Anmeldung.cookie_hash == digest("cookie", cookie))
    if not keys:
        return None
    with read_session(engine) as session:
        found = [_aktive(*row) for row in session.execute(_query(keys, browser, jetzt))]
    return min(found, key=lambda aktive: aktive.id != anmeldung_id, default=None)


def _query(keys: list[ColumnElement[bool]], browser: str, jetzt: datetime) -> Select[Anmeldung, Nutzer]:
    return (
        select(Anmeldung, Nutzer)
        .join(Nutzer, Anmeldung.nutzer_id == Nutzer.id)
        .where(or_(*keys), Anmeldung.browser_hash == browser_hash(browser), Nutzer.aktiv, *alive(jetzt))
    )


def alive(jetzt: datetime) -> tuple[ColumnElement[bool], ...]:
    """Not ended, inside the idle and the absolute limit."""
    return (
        Anmeldung.beendet_am.is_(None),
        Anmeldung.zuletzt_am > jetzt - timedelta(minutes=settings().leerlauf_minuten),
        Anmeldung.begonnen_am > jetzt - timedelta(hours=settings().hoechstdauer_stunden),
    )


def _aktive(row: Anmeldung, nutzer: Nutzer) -> AktiveAnmeldung:
    return AktiveAnmeldung(
        id=row.id,
        nutzer_id=nutzer.id,
        name=nutzer.name,
        anzeigename=nutzer.anzeigename,
        rolle=nutzer.rolle,
        stelle_id=nutzer.stelle_id,
        passwort_wechseln=nutzer.passwort_wechseln,
        eingeloest=row.cookie_hash is not None,
        zuletzt_am=row.zuletzt_am,
    )


def touch(engine: Engine, aktive: AktiveAnmeldung, *, jetzt: datetime) -> None:
    """A person did something: the idle limit counts from now. Written at most once a minute."""
    if (jetzt - aktive.zuletzt_am).total_seconds() < TOUCH_SEKUNDEN:
        return
    with write_transaction(engine) as session:
        session.execute(update(Anmeldung).where(Anmeldung.id == aktive.id).values(zuletzt_am=jetzt))


def browser_hash(browser: str) -> str:
    return digest("browser", browser)
