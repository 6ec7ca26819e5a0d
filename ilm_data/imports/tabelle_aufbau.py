"""How a table for people is built: title, head of one or more lines, label columns, value columns, foot."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ilm_data.imports import gebiete
from ilm_data.imports.einheiten import is_einheit
from ilm_data.imports.formen import Zeitraum
from ilm_data.imports.raster import Blatt, Zelle, cell_text
from ilm_data.imports.tabelle_zellen import (
    find_stand,
    is_beiwerk,
    is_einheitenzeile,
    is_nummernzeile,
    is_wert,
    is_zeitkopf,
    read_fussnoten,
    split_einheit,
    split_marke,
    titel_einheit,
    titel_zeit,
    zeit_of,
)
from ilm_data.imports.zeitangaben import find_stichtag, is_jahr, month_of, read_monat, to_stichtag

_PROBE = 200
_TABELLENNUMMER = re.compile(
    r"^(?:(?:GENESIS-)?Tabelle:?\s*[\w.-]*\d[\w-]*\.?:?\s*|.*Thüringer Landesamt.*|.*Bundesagentur.*)", re.I
)
_VORSPALTE = re.compile(
    r".*\b(schlüssel|ags|code|nr|lfd|region\w*|gebiet\w*|kreise?|land|merkmal\w*|bezeichnung|jahr|monat|zeit\w*|"
    r"stichtag|berichts\w*|einheit|maßeinheit|landkreise?|kreisfreie)\b.*",
    re.I,
)


@dataclass(frozen=True)
class Wertspalte:
    """One column of values: its head without period and unit, and what the head says about all its cells."""

    ort: int
    namen: tuple[str, ...]
    einheit: str
    zeitraum: Zeitraum | None
    gebiet: str
    marken: tuple[str, ...]


@dataclass(frozen=True)
class Vorspalten:
    """The columns left of the values, by what they hold."""

    anzahl: int
    zeit: tuple[int, ...]
    gebiet: tuple[int, ...]
    einheit: tuple[int, ...]

    @property
    def namen(self) -> tuple[int, ...]:
        andere = {*self.zeit, *self.gebiet, *self.einheit}
        return tuple(i for i in range(self.anzahl) if i not in andere)


@dataclass(frozen=True)
class Aufbau:
    titel: tuple[str, ...]
    daten: range
    vorspalten: Vorspalten
    werte: tuple[Wertspalte, ...]
    fuss: tuple[str, ...]
    fussnoten: Mapping[str, str]
    zeitraum: Zeitraum | None
    stichtag: tuple[int, int] | None
    gebiet: str
    einheit: str
    quellenstand: date | None
    monate: bool = False

    @property
    def gegenstand(self) -> str:
        """What the table is about, for columns that only say "Insgesamt"."""
        worte = [wort for zeile in self.titel if (wort := _TABELLENNUMMER.sub("", split_marke(zeile)[0]))]
        mit_einheit = next((split_einheit(zeile)[0] for zeile in worte if split_einheit(zeile)[1]), "")
        return mit_einheit or next(iter(worte), "")


def find_aufbau(blatt: Blatt) -> Aufbau | None:
    """None when the sheet holds no table of values."""
    zeilen = [zeile for _, zeile in blatt.zeilen]
    erste = next((i for i, zeile in enumerate(zeilen) if _is_daten(zeile)), None)
    if erste is None:
        return None
    kopf = _kopf_ab(zeilen, erste)
    werte_ab, erste = erste, _erster_abschnitt(zeilen, kopf, erste)
    zeitkopf = [zeile for zeile in zeilen[kopf:erste] if is_zeitkopf(zeile)]
    anzahl = _zeit_ab(zeitkopf) if zeitkopf else _vorspalten_ohne_zeit(zeilen[kopf:erste], zeilen[werte_ab:])
    letzte = next((i for i in range(len(zeilen) - 1, werte_ab, -1) if _has_werte(zeilen[i], anzahl)), werte_ab)
    titel = tuple(_zeilentext(zeile) for zeile in zeilen[:kopf])
    fuss = tuple(_zeilentext(zeile) for zeile in zeilen[letzte + 1 :])
    stichtag = next(filter(None, map(find_stichtag, titel)), None)
    daten = range(erste, letzte + 1)
    aufbau = Aufbau(
        titel=titel,
        daten=daten,
        vorspalten=_vorspalten(anzahl, zeilen, daten, zeilen[kopf:erste]),
        werte=tuple(_wertspalten(zeilen[kopf:erste], zeilen[erste : letzte + 1], anzahl, stichtag)),
        fuss=fuss,
        fussnoten=read_fussnoten(fuss),
        zeitraum=titel_zeit(titel),
        stichtag=stichtag,
        gebiet=next(filter(None, map(gebiete.find_gebiet_in_titel, titel)), ""),
        einheit=titel_einheit(titel),
        quellenstand=find_stand((*fuss, *titel)),
    )
    if not _has_monate(aufbau, zeilen, " ".join((*titel, _kopftext(zeilen[kopf:erste], 0)))):
        return aufbau
    return replace(
        aufbau,
        monate=True,
        werte=tuple(replace(s, zeitraum=to_monat(s.zeitraum) if s.zeitraum else None) for s in aufbau.werte),
    )


def _has_monate(aufbau: Aufbau, zeilen: Sequence[Sequence[Zelle]], text: str) -> bool:
    """Whether dates stand for months: Excel keeps "Okt 26" as 1 October. The same day every year is a Stichtag."""
    zeiten = [spalte.zeitraum for spalte in aufbau.werte if spalte.zeitraum]
    zeiten += [z for i in aufbau.daten for ort in aufbau.vorspalten.zeit if (z := zeit_of(zeilen[i][ort]))]
    tage = {zeit.beginn for zeit in zeiten if zeit.beginn == zeit.ende}
    if not tage or any(tag.day != 1 for tag in tage) or aufbau.stichtag:
        return False
    return len({tag.month for tag in tage}) > 1 or "monat" in text.casefold()


def to_monat(zeitraum: Zeitraum) -> Zeitraum:
    if zeitraum.beginn != zeitraum.ende:
        return zeitraum
    return month_of(zeitraum.beginn.year, zeitraum.beginn.month)


def _is_daten(zeile: Sequence[Zelle]) -> bool:
    if is_beiwerk(zeile) or is_zeitkopf(zeile) or is_nummernzeile(zeile) or is_einheitenzeile(zeile, 1):
        return False
    belegt = [i for i, zelle in enumerate(zeile) if str(zelle).strip()]
    return len(belegt) > 1 and any(is_wert(zeile[i]) for i in belegt[1:])


def _kopf_ab(zeilen: Sequence[Sequence[Zelle]], erste: int) -> int:
    """The head begins with the first line of several cells, or of periods; above it is the title."""
    return next((i for i in range(erste) if _is_kopfzeile(zeilen[i])), erste)


def _is_kopfzeile(zeile: Sequence[Zelle]) -> bool:
    belegt = [zelle for zelle in zeile if str(zelle).strip()]
    if is_beiwerk(zeile):
        return False
    return len(belegt) > 1 or is_zeitkopf(zeile) or (bool(belegt) and not str(zeile[0]).strip())


def _erster_abschnitt(zeilen: Sequence[Sequence[Zelle]], kopf: int, erste: int) -> int:
    """Headings between the head and the first values ("Ilm-Kreis", "in %") belong to what is below them."""
    while erste - 1 > kopf and _is_abschnitt(zeilen[erste - 1]):
        erste -= 1
    return erste


def _is_abschnitt(zeile: Sequence[Zelle]) -> bool:
    belegt = [zelle for zelle in zeile if str(zelle).strip()]
    if len(belegt) != 1 or belegt[0] != zeile[0]:
        return False
    text = cell_text(belegt[0])
    return bool(gebiete.find_gebiet(text)) or not _VORSPALTE.match(text)


def _zeit_ab(zeitkopf: Sequence[Sequence[Zelle]]) -> int:
    return min(i for zeile in zeitkopf for i, zelle in enumerate(zeile) if zeit_of(zelle) or read_monat(zelle))


def _vorspalten_ohne_zeit(kopf: Sequence[Sequence[Zelle]], daten: Sequence[Sequence[Zelle]]) -> int:
    """Columns from the left while they hold words, keys of regions or periods instead of values."""
    breite = max(len(zeile) for zeile in daten)
    for ort in range(breite):
        zellen = [zeile[ort] for zeile in daten[:_PROBE] if ort < len(zeile) and str(zeile[ort]).strip()]
        if not _is_vorspalte(_kopftext(kopf, ort), zellen, ort):
            return max(ort, 1)
    return breite - 1


def _is_vorspalte(titel: str, zellen: Sequence[Zelle], ort: int) -> bool:
    if not ort or any(not is_wert(zelle) and not zeit_of(zelle) for zelle in zellen):
        return True
    if all(zeit_of(zelle) for zelle in zellen) and (not titel or _VORSPALTE.match(titel)):
        return True
    schluessel = all(gebiete.is_schluessel(cell_text(zelle)) for zelle in zellen)
    return (schluessel and not titel) or (_VORSPALTE.match(titel) is not None and len(titel) < 30)


def _has_werte(zeile: Sequence[Zelle], ab: int) -> bool:
    return any(is_wert(zelle) for zelle in zeile[ab:])


def _vorspalten(
    anzahl: int, zeilen: Sequence[Sequence[Zelle]], daten: range, kopf: Sequence[Sequence[Zelle]]
) -> Vorspalten:
    """What each label column holds, judged by its cells; a unit column also by its head."""
    zeit, gebiet, einheit = [], [], []
    for ort in range(anzahl):
        mit_werten = (zeilen[i] for i in daten if _has_werte(zeilen[i], anzahl))
        zellen = [z[ort] for z in mit_werten if ort < len(z) and str(z[ort]).strip()]
        texte = [cell_text(zelle) for zelle in zellen]
        if zellen and all(zeit_of(zelle) or read_monat(zelle) for zelle in zellen):
            zeit.append(ort)
        elif any(map(gebiete.find_gebiet, texte)) or (texte and all(map(gebiete.is_schluessel, texte))):
            gebiet.append(ort)
        elif ort and texte and (all(map(is_einheit, texte)) or "einheit" in _kopftext(kopf, ort).casefold()):
            einheit.append(ort)
    if not gebiet:
        gebiet = [i for i in range(anzahl) if re.search(r"\b(region|gebiet|kreis\w*|land)\b", _kopftext(kopf, i), re.I)]
    return Vorspalten(anzahl, tuple(zeit), tuple(gebiet), tuple(einheit))


def _wertspalten(
    kopf: Sequence[Sequence[Zelle]],
    daten: Sequence[Sequence[Zelle]],
    ab: int,
    stichtag: tuple[int, int] | None,
) -> Iterator[Wertspalte]:
    """Merged cells of the head are empty after their first one: a text holds until the next."""
    gefuellt = _fill([zeile for zeile in kopf if not is_nummernzeile(zeile)], ab)
    for ort in range(ab, max(len(zeile) for zeile in [*kopf, *daten])):
        if not any(ort < len(zeile) and str(zeile[ort]).strip() for zeile in daten):
            continue
        yield _wertspalte(ort, [zeile[ort] for zeile in gefuellt if ort < len(zeile)], stichtag)


def _wertspalte(ort: int, zellen: Sequence[Zelle], stichtag: tuple[int, int] | None) -> Wertspalte:
    namen, einheit, gebiet, marken = list[str](), "", "", list[str]()
    zeit, monat = None, None
    for zelle in zellen:
        text, noten = split_marke(cell_text(zelle))
        marken.extend(noten)
        if gefunden := zeit_of(zelle):
            zeit = gefunden
        elif nur := read_monat(text):
            monat = nur
        elif schluessel := gebiete.find_gebiet(text):
            gebiet = schluessel
        else:
            name, neu = split_einheit(text)
            einheit = neu or einheit
            if name and name not in namen:
                namen.append(name)
    if zeit and monat and is_jahr(zeit):
        zeit = month_of(zeit.beginn.year, monat)
    return Wertspalte(
        ort, tuple(namen), einheit, to_stichtag(zeit, stichtag) if zeit else None, gebiet, tuple(dict.fromkeys(marken))
    )


def _fill(kopf: Sequence[Sequence[Zelle]], ab: int) -> list[list[Zelle]]:
    """Merged cells: a text holds until the next one, but not beyond the end of the text that stands above it."""
    gefuellt: list[list[Zelle]] = []
    for zeile in kopf:
        neu = list(zeile)
        frei = is_einheitenzeile(zeile, ab)
        for i in range(ab + 1, len(neu)):
            gleich = all(i < len(oben) and oben[i] == oben[i - 1] for oben in gefuellt)
            if not str(neu[i]).strip() and (gleich or frei):
                neu[i] = neu[i - 1]
        gefuellt.append(neu)
    return gefuellt


def _kopftext(kopf: Sequence[Sequence[Zelle]], ort: int) -> str:
    return " ".join(cell_text(zeile[ort]).strip() for zeile in kopf if ort < len(zeile)).strip()


def _zeilentext(zeile: Sequence[Zelle]) -> str:
    return " ".join(" ".join(cell_text(zelle).split()) for zelle in zeile if str(zelle).strip())
