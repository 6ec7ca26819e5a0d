"""Use case: take over the values of a file. First a look at it, then what was looked at, in one transaction."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from sqlalchemy import Engine

from db.engine import read_session
from db.models import Datenimport
from db.vocabulary import Aktion
from ilm_data.imports.befund import Befund, make_befund
from ilm_data.imports.formate import open_leser
from ilm_data.imports.formen import Dateiformat, Fortschritt, Reihe, no_fortschritt
from ilm_data.imports.vorschau import Auftrag, Urteil, Vorschau, Vorschauzeile, make_vorschau, schluessel_of
from ilm_data.imports.ziele import Importziel
from ilm_data.imports.zuordnung import suggest
from ilm_data.queries.importe import find_import, list_importziele, load_bestand
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur, Handlung, check_recht
from ilm_data.services.aenderung import Aenderung, open_aenderung
from ilm_data.services.eingaben import check_zeile
from ilm_data.services.indikatorwerte import WertEingabe, record_werte
from ilm_data.services.pflege import add, open_pflege
from ilm_data.services.zugriff import check_konto

Wahl = Mapping[Reihe, str]
_GEBRAUCHT = frozenset({Urteil.NEU, Urteil.GEAENDERT, Urteil.GLEICH})


@dataclass(frozen=True)
class Dateibefund:
    """What a file is and holds, with the indicators that are known for its series. `schon_am`: taken over before."""

    format: Dateiformat
    kodierung: str
    hinweise: tuple[str, ...]
    befund: Befund
    vorschlag: dict[Reihe, str]
    ziele: dict[str, Importziel]
    pruefsumme: str
    schon_am: datetime | None


@dataclass(frozen=True)
class Importergebnis:
    """`import_id` is None when the file held nothing that was not there already: then nothing was written."""

    import_id: int | None
    zaehlung: dict[Urteil, int]


def inspect_datei(
    engine: Engine, *, roh: BinaryIO, name: str, fortschritt: Fortschritt = no_fortschritt
) -> Dateibefund:
    """Reads the file once, changes nothing. Raises DateiFehler with the sentence that says what is wrong with it."""
    ziele = list_importziele(engine)
    with open_leser(roh, name) as (datei, leser):
        befund = make_befund(leser, fortschritt)
        reihen = [reihe.reihe for reihe in befund.reihen]
        return Dateibefund(
            format=leser.format,
            kodierung=leser.kodierung,
            hinweise=leser.hinweise,
            befund=befund,
            vorschlag=suggest(leser.format, reihen, ziele),
            ziele=ziele,
            pruefsumme=datei.pruefsumme,
            schon_am=find_import(engine, datei.pruefsumme),
        )


def preview_datei(
    engine: Engine,
    *,
    roh: BinaryIO,
    name: str,
    wahl: Wahl,
    heute: date,
    fortschritt: Fortschritt = no_fortschritt,
) -> Vorschau:
    """What import_datei would do now, line by line. Raises DateiFehler."""
    return _read(engine, roh, name, wahl, heute, fortschritt)[0]


def import_datei(
    engine: Engine,
    *,
    roh: BinaryIO,
    name: str,
    wahl: Wahl,
    heute: date,
    by: Akteur,
    erwartet: Mapping[Urteil, int] | None = None,
    fortschritt: Fortschritt = no_fortschritt,
) -> Importergebnis:
    """Stores what is new or revised, all or nothing; the same file a second time writes nothing.

    `erwartet` are the counts of the preview that was looked at. Raises RechtFehlt, DateiFehler, and RegelVerletzt
    when the store has changed since the preview.
    """
    check_recht(by, Handlung.INHALT_PFLEGEN)
    with read_session(engine) as session:
        check_konto(session, by)
    vorschau, kopf = _read(engine, roh, name, wahl, heute, fortschritt)
    return _import(lambda: open_pflege(engine, heute=heute, by=by), vorschau, kopf, name, erwartet)


def import_from_shell(engine: Engine, *, roh: BinaryIO, name: str, wahl: Wahl, heute: date, by: str) -> Importergebnis:
    """The same on the server's command line, where no account acts; `by` is what the log says. Raises DateiFehler."""
    vorschau, kopf = _read(engine, roh, name, wahl, heute, no_fortschritt)
    return _import(lambda: open_aenderung(engine, by=by), vorschau, kopf, name, None)


def _import(
    oeffnen: Callable[[], AbstractContextManager[Aenderung]],
    vorschau: Vorschau,
    kopf: "_Kopf",
    name: str,
    erwartet: Mapping[Urteil, int] | None,
) -> Importergebnis:
    """Opens a transaction only when there is something to store."""
    zaehlung = vorschau.zaehlung
    if not zaehlung[Urteil.NEU] + zaehlung[Urteil.GEAENDERT]:
        return Importergebnis(None, zaehlung)
    if erwartet is not None and dict(erwartet) != zaehlung:
        raise _veraltet()
    with oeffnen() as aenderung:
        return Importergebnis(_store(aenderung, vorschau, kopf, name), zaehlung)


@dataclass(frozen=True)
class _Kopf:
    format: Dateiformat
    pruefsumme: str
    quellenstand: date | None


def _read(
    engine: Engine, roh: BinaryIO, name: str, wahl: Wahl, heute: date, fortschritt: Fortschritt
) -> tuple[Vorschau, _Kopf]:
    ziele = list_importziele(engine)
    if fremd := set(wahl.values()) - set(ziele):
        raise RegelVerletzt(f"Einen Indikator „{min(fremd)}“, der Werte annimmt, gibt es nicht.")
    with open_leser(roh, name) as (datei, leser):
        schon = find_import(engine, datei.pruefsumme)
        bestand = load_bestand(engine, set(wahl.values()))
        vorschau = make_vorschau(
            leser, Auftrag(wahl, ziele, bestand, heute, schon.date() if schon else None), fortschritt
        )
        return vorschau, _Kopf(leser.format, datei.pruefsumme, leser.quellenstand)


def _store(aenderung: Aenderung, vorschau: Vorschau, kopf: _Kopf, name: str) -> int:
    """The row of the file and its values. What record_werte finds must be what was shown, else all is undone."""
    zaehlung = vorschau.zaehlung
    zahlen = {urteil.value: zaehlung[urteil] for urteil in _GEBRAUCHT}
    werte = {
        "dateiname": check_zeile("Dateiname", name)[:200] or "Datei",
        "sha256": kopf.pruefsumme,
        "format": kopf.format.label,
        **zahlen,
        "uebersprungen": zaehlung[Urteil.UEBERSPRUNGEN] + zaehlung[Urteil.FEHLER],
    }
    row = Datenimport(**werte, erfasst_am=aenderung.zeitpunkt)
    import_id = add(aenderung, row, werte, aktion=Aktion.GELADEN)
    gespeichert = record_werte(
        aenderung, _eingaben(vorschau, kopf.quellenstand), datenimport_id=import_id, beispiel=row.beispiel
    )
    if (gespeichert.neu, gespeichert.geaendert) != (zaehlung[Urteil.NEU], zaehlung[Urteil.GEAENDERT]):
        raise _veraltet()
    return import_id


def _eingaben(vorschau: Vorschau, quellenstand: date | None) -> Iterator[WertEingabe]:
    for zeile in vorschau.zeilen:
        if zeile.urteil in _GEBRAUCHT:
            yield _eingabe(zeile, quellenstand)


def _eingabe(zeile: Vorschauzeile, quellenstand: date | None) -> WertEingabe:
    assert zeile.neu is not None
    return WertEingabe(schluessel_of(zeile), zeile.neu, quellenstand)


def _veraltet() -> RegelVerletzt:
    return RegelVerletzt(
        "Seit der Vorschau haben sich Werte geändert. Es wurde nichts übernommen. "
        "Bitte sehen Sie sich die neue Vorschau an und übernehmen Sie dann."
    )
