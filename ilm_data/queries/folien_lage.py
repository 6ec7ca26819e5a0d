"""Slides of the whole: situation, fields, what to look at, who carries it, what comes next. Counted elsewhere."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.vocabulary import Hemmnis, Rolle
from ilm_data.queries.faelligkeiten import Faelligkeit
from ilm_data.queries.folien_formen import (
    HOECHSTENS,
    Balken,
    Balkenzeile,
    Folie,
    Liste,
    Marke,
    Segment,
    Ton,
    Zahl,
    Zahlen,
    Zeile,
    weitere_text,
)
from ilm_data.queries.leitende import leitende
from ilm_data.queries.massnahmen import MassnahmeZeile
from ilm_data.queries.stellenplan import Stellenplan
from ilm_data.queries.ueberblick import NAECHSTE_TAGE, Ueberblick, verteilung_gesamt
from ilm_data.queries.zustaendigkeiten import Zeigt, belastung, ordered
from ilm_data.rules import kennzahlen
from ilm_data.rules.anteil import Anteil
from ilm_data.rules.aufmerksamkeit import Grund, gruende
from ilm_data.rules.faelligkeit import format_tag
from ilm_data.rules.folien import Folienart

ANSEHEN, NAECHSTE, STELLEN = 5, 5, 2
LAEUFT = "laufen oder sind erledigt"


@dataclass(frozen=True)
class Lage:
    """What the slides of the whole are made of: the judged rows, their counts, the Stellen, the day."""

    zeilen: tuple[MassnahmeZeile, ...]
    ueberblick: Ueberblick
    plan: Stellenplan
    stichtag: date


def lage_folie(lage: Lage) -> Folie:
    """The situation in one sentence, the distribution behind it, and what needs looking at."""
    k = lage.ueberblick.kennzahlen
    gezaehlt = [(stand, anzahl) for stand, anzahl in verteilung_gesamt(lage.zeilen).items() if anzahl]
    segmente = tuple(Segment(anzahl, stand.label, stand) for stand, anzahl in gezaehlt)
    alt = "Umsetzungsstand aller Maßnahmen: " + ", ".join(f"{s.anzahl} {s.label}" for s in segmente) + "."
    balken = Balken((Balkenzeile("", segmente, ""),), segmente, alt)
    verb = "braucht" if k.aufmerksamkeit.zaehler == 1 else "brauchen"
    zahlen = (
        _zahl(k.aufmerksamkeit, f"{verb} Aufmerksamkeit"),
        _zahl(k.ohne_meldung, "ohne Meldung seit 6 Monaten"),
        _zahl(k.meilensteine, "fällige Meilensteine erledigt"),
    )
    bloecke = (balken, Zahlen(zahlen))
    laufen = k.laufen_oder_erledigt
    titel = f"{laufen.zaehler} von {laufen.nenner} Maßnahmen {LAEUFT}" if laufen.nenner else "Zum Stand: keine Angabe"
    rest = f" · {laufen.ausgelassen} {laufen.ausgelassen_grund}" if laufen.ausgelassen else ""
    fuss = f"{lage.ueberblick.anzahl} verschiedene Maßnahmen, doppelt genannte einmal gezählt{rest}"
    return Folie(Folienart.LAGE, "Lage", titel, bloecke, fuss)


def _zahl(anteil: Anteil, text: str) -> Zahl:
    zahl, _, rest = anteil.text.partition(" · ")
    wert, _, von = zahl.partition(" von ") if anteil.nenner else (zahl, "", "")
    return Zahl(wert, f"von {von}" if von else "", text, rest)


def felder_folie(lage: Lage) -> Folie:
    """One bar per Handlungsfeld: what runs or is done, of what counts."""
    kurz = {zeile.plan.feld_nr: zeile.plan.feld_kurz for zeile in lage.zeilen}
    rows, mehr_als_halb = [], 0
    for nr, lagen in kennzahlen.by_handlungsfeld(zeile.lage for zeile in lage.zeilen).items():
        laufen, achtung = kennzahlen.laufen_oder_erledigt(lagen), kennzahlen.brauchen_aufmerksamkeit(lagen)
        mehr_als_halb += 2 * laufen.zaehler > laufen.nenner
        segmente = (
            Segment(laufen.zaehler, "läuft oder erledigt", Ton.BETONT),
            Segment(laufen.nenner - laufen.zaehler, "noch nicht", Ton.RUHIG),
        )
        zusatz = f"▲ {achtung.zaehler}" if achtung.zaehler else ""
        rows.append(Balkenzeile(f"{nr} {kurz[nr]}", segmente, f"{laufen.zaehler} von {laufen.nenner}", zusatz))
    alt = "; ".join(f"{row.name}: {row.wert} {LAEUFT}{_achtung(row)}" for row in rows)
    balken = Balken(tuple(rows), rows[0].segmente if rows else (), alt + ".")
    fuss = "▲ Maßnahmen, die Aufmerksamkeit brauchen. Entfallene sind nicht gezählt."
    return Folie(Folienart.FELDER, "Handlungsfelder", _felder_satz(mehr_als_halb, len(rows)), (balken,), fuss)


def _felder_satz(mehr_als_halb: int, felder: int) -> str:
    if not mehr_als_halb:
        return "Noch in keinem Handlungsfeld läuft mehr als die Hälfte der Maßnahmen"
    wo = f"In {mehr_als_halb} von" if mehr_als_halb < felder else "In allen"
    return f"{wo} {felder} Handlungsfeldern läuft mehr als die Hälfte der Maßnahmen oder ist erledigt"


def _achtung(row: Balkenzeile) -> str:
    return f", {row.zusatz[2:]} mit Bedarf an Aufmerksamkeit" if row.zusatz else ""


def ansehen_folie(lage: Lage) -> Folie:
    """At most five measures, the most urgent first: why, and who leads."""
    alle = lage.ueberblick.bitte_ansehen
    rows = tuple(_ansehen(zeile) for zeile in alle[:ANSEHEN])
    liste = Liste(rows, "Alles Fällige ist erledigt, kein Hemmnis ist gemeldet.", weitere_text(len(alle), ANSEHEN))
    return Folie(Folienart.ANSEHEN, "Bitte ansehen", _ansehen_satz(len(alle)), (liste,))


def _ansehen_satz(alle: int) -> str:
    if alle < 2:
        return f"{'Eine' if alle else 'Keine'} Maßnahme braucht Aufmerksamkeit"
    zuerst = f" – diese {ANSEHEN} zuerst" if alle > ANSEHEN else ""
    return f"{alle} Maßnahmen brauchen Aufmerksamkeit{zuerst}"


def _ansehen(zeile: MassnahmeZeile) -> Zeile:
    return Zeile(zeile.plan.ziel_nr, zeile.plan.titel, grund_marke(zeile), leitende(zeile.stellen, STELLEN))


def grund_marke(zeile: MassnahmeZeile) -> Marke:
    """The most urgent reason of a measure that has one; a Hemmnis is always named."""
    hemmnis = zeile.lage.hemmnis
    if gruende(zeile.lage)[0] is Grund.HEMMNIS:
        return Marke(Grund.HEMMNIS, f"· {_label(hemmnis)}")
    return Marke(zeile.lage.terminlage, f"· Hemmnis: {_label(hemmnis)}" if hemmnis else "")


def _label(hemmnis: Hemmnis | None) -> str:
    return hemmnis.label if hemmnis else ""


def zustaendigkeiten_folie(lage: Lage) -> Folie:
    """The most loaded Stellen known by name; units count at their office."""
    df = belastung(lage.zeilen, lage.plan, lage.stichtag)
    benannt = ordered(df[~df["sammelbezeichnung"]], Zeigt.MASSNAHMEN)
    je_stelle = benannt.groupby(["stelle", "name", "kurz"], sort=False)
    summen = je_stelle[["massnahmen", "federfuehrend"]].sum().reset_index()
    rows = tuple(_stelle(row) for row in summen.head(HOECHSTENS).to_dict("records"))
    if not rows:
        return Folie(Folienart.ZUSTAENDIGKEITEN, "Zuständigkeiten", "Für keine Maßnahme ist eine Stelle benannt")
    alt = "; ".join(f"{row.name}: {row.wert} Maßnahmen, {row.zusatz}" for row in rows)
    balken = Balken(rows, rows[0].segmente, alt + ".", weitere_text(len(summen)))
    meiste, anzahl = summen["name"].iloc[0], lage.ueberblick.anzahl
    titel = f"Am häufigsten beteiligt: {meiste}, an {rows[0].wert} von {anzahl} Maßnahmen"
    fuss = "Einheiten zählen bei ihrem Amt; Sammelbezeichnungen sind nicht gezeigt."
    return Folie(Folienart.ZUSTAENDIGKEITEN, "Zuständigkeiten", titel, (balken,), fuss)


def _stelle(row: Mapping[Hashable, Any]) -> Balkenzeile:
    alle, fuehrt = int(row["massnahmen"]), int(row["federfuehrend"])
    segmente = (
        Segment(fuehrt, f"{Rolle.FEDERFUEHREND.label} oder {Rolle.GEMEINSAM.label}", Ton.BETONT),
        Segment(alle - fuehrt, "in anderer Rolle", Ton.RUHIG),
    )
    return Balkenzeile(str(row["kurz"]), segmente, str(alle), f"{fuehrt} federführend")


def termine_folie(lage: Lage) -> Folie:
    """The next deadlines, nearest first."""
    alle = lage.ueberblick.naechste
    rows = tuple(_termin(f) for f in alle[:NAECHSTE])
    liste = Liste(rows, "", weitere_text(len(alle), NAECHSTE))
    return Folie(Folienart.TERMINE, "Nächste Termine", _termine_satz(alle), (liste,))


def _termine_satz(alle: Sequence[Faelligkeit]) -> str:
    zeit = f"In den nächsten {NAECHSTE_TAGE} Tagen"
    if not alle:
        return f"{zeit} wird nichts fällig"
    return f"{zeit} wird 1 Termin fällig" if len(alle) == 1 else f"{zeit} werden {len(alle)} Termine fällig"


def _termin(f: Faelligkeit) -> Zeile:
    plan = f.zeile.plan
    return Zeile(format_tag(f.faellig_am), f.titel, None, f"{f.art} · {plan.ziel_nr} {plan.titel}")


def dank_folie(naechste: date | None, gremium: str) -> Folie:
    """Thanks, and when the body meets next."""
    zeilen = (Zeile(format_tag(naechste), f"Nächste Sitzung: {gremium}"),) if naechste else ()
    leer = "Der Tag der nächsten Sitzung steht noch nicht fest."
    return Folie(Folienart.DANK, "Zum Schluss", "Vielen Dank für Ihre Aufmerksamkeit", (Liste(zeilen, leer),))
