"""Line by line what an import would do: new, changed, equal, left out or wrong, each with its reason."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from db.vocabulary import Vocabulary, Wertvergleich
from ilm_data.imports.befund import doppelte_einheiten
from ilm_data.imports.einheiten import passt
from ilm_data.imports.formen import (
    GEBIETE,
    Beobachtung,
    Fortschritt,
    Leser,
    Reihe,
    Uebergangen,
    Zeitraum,
    no_fortschritt,
)
from ilm_data.imports.periode import check_periode
from ilm_data.imports.ziele import Importziel
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.indikatorwert import WertInhalt, WertSchluessel, check_wert, vergleiche_wert


class Urteil(Vocabulary):
    NEU = "neu", "neu"
    GEAENDERT = "geaendert", "geändert"
    GLEICH = "gleich", "gleich"
    UEBERSPRUNGEN = "uebersprungen", "übersprungen"
    FEHLER = "fehler", "Fehler"


UEBERNOMMEN = frozenset({Urteil.NEU, Urteil.GEAENDERT})
_URTEILE = {
    Wertvergleich.NEU: Urteil.NEU,
    Wertvergleich.GEAENDERT: Urteil.GEAENDERT,
    Wertvergleich.GLEICH: Urteil.GLEICH,
}
NICHT_ZUGEORDNET = "Reihe keinem Indikator zugeordnet"


@dataclass(slots=True)
class Vorschauzeile:
    """One cell of the file. `kennung` is empty for a series that nobody assigned."""

    zeile: int
    spalte: str
    reihe: Reihe
    kennung: str
    zeitraum: Zeitraum | None
    zeit_text: str
    urteil: Urteil
    grund: str = ""
    alt: WertInhalt | None = None
    neu: WertInhalt | None = None


@dataclass(slots=True)
class Abschnitt:
    """Lines in a row that are left out for one reason."""

    von: int
    bis: int
    grund: str


@dataclass
class Vorschau:
    """`zeilen` are the cells of assigned series, in the order of the file; everything else is in `abschnitte`."""

    zeilen: list[Vorschauzeile] = field(default_factory=list)
    abschnitte: list[Abschnitt] = field(default_factory=list)
    uebergangen: int = 0

    @property
    def zaehlung(self) -> dict[Urteil, int]:
        """Cells by judgement; lines that were left out as a whole count as left out."""
        gezaehlt = Counter(zeile.urteil for zeile in self.zeilen)
        gezaehlt[Urteil.UEBERSPRUNGEN] += self.uebergangen
        return {urteil: gezaehlt[urteil] for urteil in Urteil}

    def to_store(self) -> Iterator[Vorschauzeile]:
        return (zeile for zeile in self.zeilen if zeile.urteil in UEBERNOMMEN)


@dataclass(frozen=True)
class Auftrag:
    """What was decided: series → Kennung. `schon_am`: this very file was taken over before."""

    wahl: Mapping[Reihe, str]
    ziele: Mapping[str, Importziel]
    bestand: Mapping[WertSchluessel, WertInhalt]
    heute: date
    schon_am: date | None = None


def make_vorschau(leser: Leser, auftrag: Auftrag, fortschritt: Fortschritt = no_fortschritt) -> Vorschau:
    """Reads the file once more. Raises DateiFehler."""
    vorschau = Vorschau()
    verweigert = _check_reihen(auftrag)
    erste: dict[WertSchluessel, Vorschauzeile] = {}
    for fund in leser.read(fortschritt):
        if isinstance(fund, Uebergangen):
            _add_uebergangen(vorschau, fund.zeile, fund.grund)
        elif fund.reihe not in auftrag.wahl:
            _add_uebergangen(vorschau, fund.zeile, f"{NICHT_ZUGEORDNET}: {fund.reihe.name}")
        else:
            zeile = _judge(fund, auftrag, verweigert.get(fund.reihe, ""))
            vorschau.zeilen.append(zeile)
            _check_doppelt(zeile, erste)
    return vorschau


def schluessel_of(zeile: Vorschauzeile) -> WertSchluessel:
    assert zeile.zeitraum is not None
    return WertSchluessel(zeile.kennung, zeile.reihe.gebiet, zeile.zeitraum.beginn, zeile.zeitraum.ende)


def _judge(fund: Beobachtung, auftrag: Auftrag, verweigert: str) -> Vorschauzeile:
    kennung = auftrag.wahl[fund.reihe]
    zeile = Vorschauzeile(
        fund.zeile, fund.spalte, fund.reihe, kennung, fund.zeitraum, fund.zeit_text, Urteil.FEHLER, fund.fehler
    )
    if verweigert or fund.fehler or fund.angabe is None or fund.zeitraum is None:
        zeile.grund = verweigert or fund.fehler
        return zeile
    if fund.angabe.qualitaet is None:
        zeile.urteil, zeile.grund = Urteil.UEBERSPRUNGEN, fund.angabe.erklaerung
        return zeile
    inhalt = WertInhalt(fund.angabe.wert, fund.angabe.qualitaet, fund.angabe.berichtigt, fund.hinweis)
    zeile.neu, zeile.grund = inhalt, fund.angabe.erklaerung
    try:
        check_periode(fund.zeitraum, auftrag.ziele[kennung], auftrag.heute)
        check_wert(schluessel_of(zeile), inhalt)
    except RegelVerletzt as error:
        zeile.grund = str(error)
        return zeile
    return _compare(zeile, inhalt, auftrag)


def _compare(zeile: Vorschauzeile, inhalt: WertInhalt, auftrag: Auftrag) -> Vorschauzeile:
    zeile.alt = auftrag.bestand.get(schluessel_of(zeile))
    vergleich = vergleiche_wert(zeile.alt, inhalt)
    zeile.urteil = _URTEILE[vergleich]
    if vergleich is Wertvergleich.GEAENDERT and auftrag.schon_am:
        zeile.urteil = Urteil.UEBERSPRUNGEN
        zeile.grund = (
            f"Diese Datei wurde am {auftrag.schon_am:%d.%m.%Y} schon übernommen; der Wert wurde seitdem berichtigt"
        )
    return zeile


def _check_reihen(auftrag: Auftrag) -> dict[Reihe, str]:
    """Why a whole series is refused: its unit, or that two units meet in one indicator."""
    doppelt = doppelte_einheiten(auftrag.wahl)
    einheiten: dict[tuple[str, str], set[str]] = {}
    for reihe, kennung in auftrag.wahl.items():
        einheiten.setdefault((kennung, reihe.gebiet), set()).add(reihe.einheit)
    gruende: dict[Reihe, str] = {}
    for reihe, kennung in auftrag.wahl.items():
        menge = einheiten[kennung, reihe.gebiet] | doppelt.get(reihe.ohne_einheit, set())
        soll = auftrag.ziele[kennung].einheit
        if len(menge) > 1:
            namen = " und ".join(f"„{e or 'ohne Angabe'}“" for e in sorted(menge))
            gruende[reihe] = f"Die Reihe steht in zwei Einheiten in der Datei ({namen}); übernommen wird keine"
        elif reihe.einheit and not passt(reihe.einheit, soll):
            gruende[reihe] = f"Die Einheit in der Datei ist „{reihe.einheit}“, der Indikator hat „{soll}“"
    return gruende


def _check_doppelt(zeile: Vorschauzeile, erste: dict[WertSchluessel, Vorschauzeile]) -> None:
    """One value per indicator, region and period: the same again is left out, another one is an error of both."""
    if zeile.urteil is Urteil.FEHLER or zeile.neu is None:
        return
    frueher = erste.setdefault(schluessel_of(zeile), zeile)
    if frueher is zeile:
        return
    if frueher.neu == zeile.neu:
        zeile.urteil, zeile.grund = Urteil.UEBERSPRUNGEN, f"steht schon in Zeile {frueher.zeile}"
        return
    for eine, andere in ((frueher, zeile), (zeile, frueher)):
        eine.urteil = Urteil.FEHLER
        eine.grund = f"Zeile {andere.zeile}, {andere.spalte} nennt für denselben Zeitraum einen anderen Wert"


def _add_uebergangen(vorschau: Vorschau, nr: int, grund: str) -> None:
    vorschau.uebergangen += 1
    letzter = vorschau.abschnitte[-1] if vorschau.abschnitte else None
    if letzter and letzter.grund == grund and letzter.bis in (nr, nr - 1):
        letzter.bis = nr
    else:
        vorschau.abschnitte.append(Abschnitt(nr, nr, grund))


def gebiet_name(gebiet: str) -> str:
    return GEBIETE.get(gebiet, gebiet)
