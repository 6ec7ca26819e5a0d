"""Reads the catalogue's data files and checks that they fit together.

pydantic checks the shape of each entry (schema.py); the checks here look across entries: every
Kennung and Teil that is used exists, keys are unique, numbers belong together. Every message is
German and names file and entry, because people review and edit these files.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from db.vocabulary import Fundort, IndikatorRichtung, Periodenart, TerminArt
from ilm_data.katalog.schema import (
    AbkuerzungEintrag,
    BezugEintrag,
    DeutungEintrag,
    FassungEintrag,
    FoerderungEintrag,
    HandlungsfeldEintrag,
    HandlungszielEintrag,
    IndikatorEintrag,
    Katalog,
    LeitzielEintrag,
    MassnahmeEintrag,
    StelleEintrag,
    TeilEintrag,
    TerminEintrag,
)
from ilm_data.rules.nummern import nummer_key

DATEN = Path(__file__).parent / "daten"
FELDER = tuple(f"handlungsfeld_{nr}.yaml" for nr in range(1, 7))
ANHANG = "anhang_a.yaml"
INDIKATOREN = "indikatoren.yaml"
EIGENE_BEREICHE = ("kontext", "umsetzung")

MELDUNGEN = {
    "missing": "Angabe fehlt",
    "extra_forbidden": "unbekannte Angabe",
    "string_type": "muss ein Text in Anführungszeichen sein",
    "string_pattern_mismatch": "hat nicht die vorgesehene Form",
    "string_too_short": "ist zu kurz",
    "string_too_long": "ist zu lang (höchstens {max_length} Zeichen)",
    "enum": "kein erlaubter Wert, erlaubt sind {expected}",
    "too_short": "braucht mindestens {min_length} Eintrag",
}
NAMENSFELDER = ("kennung", "nr", "kurz", "stelle", "programm", "wortlaut", "von")


class KatalogError(ValueError):
    """The catalogue's files do not fit; the message is the German sentence the user reads."""


class _DoppelteAngabeError(yaml.MarkedYAMLError):
    """A key stands twice in one entry."""


class _Loader(yaml.SafeLoader):
    """The safe loader, but a key written twice is refused instead of the last one silently winning."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                problem = f"die Angabe „{key}“ steht in einem Eintrag doppelt"
                raise _DoppelteAngabeError(problem=problem, problem_mark=node.start_mark)
        return super().construct_mapping(node, deep)


def read_katalog(folder: Path = DATEN) -> Katalog:
    """The whole catalogue; raises KatalogError with file and entry where something does not fit."""
    felder = [_read(folder / name, HandlungsfeldEintrag) for name in FELDER]
    katalog = Katalog(
        fassungen=_read(folder / "fassungen.yaml", tuple[FassungEintrag, ...]),
        leitziele=_read(folder / "leitziele.yaml", tuple[LeitzielEintrag, ...]),
        handlungsfelder=(*felder, *_read(folder / ANHANG, tuple[HandlungsfeldEintrag, ...])),
        stellen=_read(folder / "stellen.yaml", tuple[StelleEintrag, ...]),
        foerderungen=_read(folder / "foerderungen.yaml", tuple[FoerderungEintrag, ...]),
        abkuerzungen=_read(folder / "abkuerzungen.yaml", tuple[AbkuerzungEintrag, ...]),
        bezuege=_read(folder / "bezuege.yaml", tuple[BezugEintrag, ...]),
        indikatoren=_read(folder / INDIKATOREN, tuple[IndikatorEintrag, ...]),
    )
    _check_katalog(katalog)
    return katalog


def iter_massnahmen(katalog: Katalog) -> Iterator[tuple[str, MassnahmeEintrag]]:
    """Every measure with its key, e.g. "2020-1.1-M2", in the order of the files."""
    for feld in katalog.handlungsfelder:
        for ziel in feld.ziele:
            for massnahme in ziel.massnahmen:
                yield f"{feld.fassung}-{ziel.nr}-{massnahme.nr}", massnahme


def iter_teile(teile: Iterable[TeilEintrag]) -> Iterator[TeilEintrag]:
    """Parts and their sub-points, each part before its own."""
    for teil in teile:
        yield teil
        yield from iter_teile(teil.unterpunkte)


def _read(path: Path, form: Any) -> Any:
    roh = _load(path)
    try:
        return TypeAdapter(form).validate_python(roh)
    except ValidationError as error:
        raise KatalogError(_describe(path.name, roh, error.errors()[0])) from error


def _load(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except FileNotFoundError as error:
        raise KatalogError(f"{path.name}: Die Datei fehlt im Ordner {path.parent}.") from error
    except UnicodeDecodeError as error:
        raise KatalogError(f"{path.name}: Die Datei ist kein UTF-8-Text.") from error
    except yaml.YAMLError as error:
        raise KatalogError(f"{path.name}: {_describe_yaml(error)}.") from error


def _describe_yaml(error: yaml.YAMLError) -> str:
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return "Die Datei ist kein gültiges YAML"
    problem = error.problem if isinstance(error, _DoppelteAngabeError) else f"kein gültiges YAML ({error.problem})"
    return f"Zeile {error.problem_mark.line + 1} – {problem}"


def _describe(datei: str, roh: object, detail: ErrorDetails) -> str:
    """One sentence: file, way to the entry, what is wrong with which value."""
    vorlage = MELDUNGEN.get(detail["type"], "ist ungültig ({msg})")
    text = vorlage.format_map({"msg": detail["msg"], **detail.get("ctx", {})})
    wert = "" if detail["type"] in ("missing", "too_short") else f": {detail['input']!r}"
    return f"{datei}: {_describe_ort(roh, detail['loc'])} – {text}{wert}."


def _describe_ort(roh: object, loc: Sequence[int | str]) -> str:
    """The way to an entry as a person would say it: ziele 1.1 → massnahmen M2 → titel."""
    schritte: list[str] = []
    for schritt in loc:
        roh = _descend(roh, schritt)
        if isinstance(schritt, str):
            schritte.append(schritt)
            continue
        name = _name_entry(roh) or f"Nr. {schritt + 1}"
        schritte.append(f"{schritte.pop()} {name}" if schritte else f"Eintrag {name}")
    return " → ".join(schritte) or "ganze Datei"


def _descend(roh: object, schritt: int | str) -> object:
    if isinstance(roh, Mapping):
        return roh.get(schritt)
    if isinstance(roh, list) and isinstance(schritt, int) and schritt < len(roh):
        return roh[schritt]
    return None


def _name_entry(roh: object) -> str:
    if not isinstance(roh, Mapping):
        return ""
    return next((str(roh[feld]) for feld in NAMENSFELDER if roh.get(feld)), "")


def _check_katalog(katalog: Katalog) -> None:
    _check_fassungen(katalog)
    _check_einmalig("leitziele.yaml", (e.nr for e in katalog.leitziele))
    _check_einmalig("abkuerzungen.yaml", (e.kurz for e in katalog.abkuerzungen))
    _check_stellen(katalog.stellen)
    _check_foerderungen(katalog)
    _check_handlungsfelder(katalog)
    _check_bezuege(katalog)
    _check_indikatoren(katalog)


def _check_fassungen(katalog: Katalog) -> None:
    """A Vorgänger stands before its successor, so that a loader can link in one walk."""
    _check_einmalig("fassungen.yaml", (e.kurz for e in katalog.fassungen))
    bekannt: set[str] = set()
    for e in katalog.fassungen:
        if e.vorgaenger:
            _check_bekannt(e.vorgaenger, bekannt, f"fassungen.yaml: Eintrag {e.kurz}", "Vorgänger")
        bekannt.add(e.kurz)


def _check_stellen(stellen: Sequence[StelleEintrag]) -> None:
    """A spelling belongs to one Stelle only, else nobody could tell who is meant."""
    _check_einmalig("stellen.yaml", (e.kennung for e in stellen))
    bekannt = {e.kennung for e in stellen}
    for e in stellen:
        if e.eltern:
            _check_bekannt(e.eltern, bekannt - {e.kennung}, f"stellen.yaml: Eintrag {e.kennung}", "Eltern-Stelle")
    _check_einmalig("stellen.yaml", (name.casefold() for e in stellen for name in (e.name, *e.aliase)))


def _check_foerderungen(katalog: Katalog) -> None:
    _check_einmalig("foerderungen.yaml", (e.kennung for e in katalog.foerderungen))
    _check_einmalig("foerderungen.yaml", (n.casefold() for e in katalog.foerderungen for n in (e.name, *e.aliase)))
    stellen = {e.kennung for e in katalog.stellen}
    for e in katalog.foerderungen:
        if e.geber:
            _check_bekannt(e.geber, stellen, f"foerderungen.yaml: Eintrag {e.kennung}", "Geber")


def _check_handlungsfelder(katalog: Katalog) -> None:
    fassungen = {e.kurz for e in katalog.fassungen}
    for nr, feld in enumerate(katalog.handlungsfelder):
        datei = FELDER[nr] if nr < len(FELDER) else ANHANG
        _check_bekannt(feld.fassung, fassungen, f"{datei}: Handlungsfeld {feld.nr}", "Fassung")
        _check_ziele(datei, feld)
        for ziel in feld.ziele:
            for massnahme in ziel.massnahmen:
                ort = f"{datei}: {ziel.nr}/{massnahme.nr}"
                _check_massnahme(ort, massnahme, katalog)
    _check_einmalig("Handlungsfelder", (f"{f.fassung}-{f.nr}" for f in katalog.handlungsfelder))
    _check_einmalig("Handlungsziele", (f"{f.fassung}-{z.nr}" for f in katalog.handlungsfelder for z in f.ziele))
    _check_einmalig("Maßnahmen", (schluessel for schluessel, _ in iter_massnahmen(katalog)))


def _check_ziele(datei: str, feld: HandlungsfeldEintrag) -> None:
    """Goals carry their field's number and stand in the order of their numbers."""
    for ziel in feld.ziele:
        if nummer_key(ziel.nr)[0] != nummer_key(feld.nr)[0]:
            raise KatalogError(f"{datei}: Handlungsziel {ziel.nr} gehört nicht zu Handlungsfeld {feld.nr}.")
        _check_reihenfolge(f"{datei}: Handlungsziel {ziel.nr}", [int(m.nr[1:]) for m in ziel.massnahmen])
        _check_geerbt(f"{datei}: Handlungsziel {ziel.nr}", ziel)
    _check_reihenfolge(f"{datei}: Handlungsfeld {feld.nr}", [nummer_key(z.nr) for z in feld.ziele])


def _check_reihenfolge(ort: str, nummern: Sequence[Any]) -> None:
    if list(nummern) != sorted(nummern):
        raise KatalogError(f"{ort} – die Nummern stehen nicht in ihrer Reihenfolge.")


def _check_geerbt(ort: str, ziel: HandlungszielEintrag) -> None:
    """An inherited wording is the one of the next measure below that has its own."""
    eigener = ""
    for massnahme in reversed(ziel.massnahmen):
        for termin in massnahme.termine:
            if termin.geerbt and termin.wortlaut != eigener:
                raise KatalogError(
                    f"{ort} – den geerbten Termin „{termin.wortlaut}“ gibt es weiter unten im Ziel nicht."
                )
            if termin.fundort is Fundort.TERMINZELLE:
                eigener = termin.wortlaut


def _check_massnahme(ort: str, massnahme: MassnahmeEintrag, katalog: Katalog) -> None:
    stellen = {e.kennung for e in katalog.stellen}
    programme = {e.kennung for e in katalog.foerderungen}
    teile = [teil.nr for teil in iter_teile(massnahme.teile)]
    _check_einmalig(f"{ort}: Teile", teile)
    _check_unterpunkte(ort, massnahme.teile)
    for z in massnahme.zustaendigkeiten:
        _check_bekannt(z.stelle, stellen, ort, "Stelle")
        _check_teil(z.teil, teile, f"{ort}: Zuständigkeit {z.stelle}")
    for f in massnahme.foerderungen:
        _check_bekannt(f.programm, programme, ort, "Förderprogramm")
    for termin in massnahme.termine:
        _check_termin(f"{ort}: Termin „{termin.wortlaut}“", termin, teile)
    _check_einmalig(f"{ort}: Zuständigkeiten", (f"{z.stelle}/{z.rolle}/{z.teil}" for z in massnahme.zustaendigkeiten))
    _check_einmalig(f"{ort}: Förderungen", (f.programm for f in massnahme.foerderungen))


def _check_unterpunkte(ort: str, teile: Sequence[TeilEintrag]) -> None:
    for teil in teile:
        for punkt in teil.unterpunkte:
            if nummer_key(punkt.nr)[:-1] != nummer_key(teil.nr):
                raise KatalogError(f"{ort}: Der Unterpunkt {punkt.nr} gehört nicht zu Teil {teil.nr}.")
        _check_unterpunkte(ort, teil.unterpunkte)


def _check_termin(ort: str, termin: TerminEintrag, teile: Sequence[str]) -> None:
    _check_teil(termin.teil, teile, ort)
    for deutung in termin.deutungen:
        if mangel := _find_mangel(deutung):
            raise KatalogError(f"{ort} – {mangel}.")


def _find_mangel(deutung: DeutungEintrag) -> str:
    """What the store's constraints on a Termin would refuse, said in words; empty when all is well."""
    if deutung.art is TerminArt.EINMALIG and deutung.bis is None:
        return "einmalig braucht ein Datum „bis“"
    if (deutung.art is TerminArt.WIEDERKEHREND) != (deutung.periode_monate is not None):
        return "„periode_monate“ gehört genau zu wiederkehrend"
    if deutung.von and deutung.bis and deutung.bis < deutung.von:
        return "„bis“ liegt vor „von“"
    return ""


def _check_bezuege(katalog: Katalog) -> None:
    bekannt = {schluessel for schluessel, _ in iter_massnahmen(katalog)}
    for e in katalog.bezuege:
        ort = f"bezuege.yaml: Eintrag {e.von}"
        _check_bekannt(e.von, bekannt, ort, "Maßnahme")
        _check_bekannt(e.nach, bekannt - {e.von}, ort, "andere Maßnahme")
    _check_einmalig("bezuege.yaml", (f"{e.von} → {e.nach}" for e in katalog.bezuege))


def _check_indikatoren(katalog: Katalog) -> None:
    neueste = katalog.fassungen[-1].kurz
    felder = [feld for feld in katalog.handlungsfelder if feld.fassung == neueste]
    ziele = {ziel.nr for feld in felder for ziel in feld.ziele}
    for e in katalog.indikatoren:
        ort = f"{INDIKATOREN}: Eintrag {e.kennung}"
        _check_bekannt(e.bereich, {*EIGENE_BEREICHE, *(feld.nr for feld in felder)}, ort, "Bereich")
        for nr in e.ziele:
            _check_bekannt(nr, ziele, ort, "Handlungsziel")
        if mangel := _find_mangel_of_indikator(e):
            raise KatalogError(f"{ort} – {mangel}.")
        _check_einmalig(f"{ort}: Ziele", e.ziele)
        _check_einmalig(f"{ort}: Brüche", (str(bruch.am) for bruch in e.brueche))
    _check_einmalig(INDIKATOREN, (e.kennung for e in katalog.indikatoren))
    _check_einmalig(INDIKATOREN, (e.titel.casefold() for e in katalog.indikatoren))


def _find_mangel_of_indikator(e: IndikatorEintrag) -> str:
    """What fits no indicator, said in words; empty when all is well."""
    if (e.periodenart is Periodenart.STICHTAG) != (e.stichtag is not None):
        return "„stichtag“ gehört genau zur Periodenart Stichtag"
    if e.richtung is IndikatorRichtung.KONTEXT and e.sollwerte:
        return "ein Kontextindikator wird nicht bewertet und hat keinen Sollwert"
    for soll in e.sollwerte:
        if soll.untergrenze is None and soll.obergrenze is None:
            return "ein Sollwert braucht eine Grenze"
    return ""


def _check_teil(teil: str | None, teile: Sequence[str], ort: str) -> None:
    if teil is not None:
        _check_bekannt(teil, set(teile), ort, "Teil")


def _check_bekannt(gesucht: str, bekannt: set[str], ort: str, was: str) -> None:
    if gesucht not in bekannt:
        raise KatalogError(f"{ort} – {was} „{gesucht}“ gibt es nicht.")


def _check_einmalig(ort: str, schluessel: Iterable[str]) -> None:
    gesehen: set[str] = set()
    for eintrag in schluessel:
        if eintrag in gesehen:
            raise KatalogError(f"{ort} – „{eintrag}“ kommt mehrfach vor.")
        gesehen.add(eintrag)
