"""What a file holds before anybody has said what to do with it: its series, and the lines that are not ours."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ilm_data.imports.fehler import DateiFehler
from ilm_data.imports.formen import Beobachtung, Fortschritt, Leser, Reihe, Uebergangen, Zeitraum, no_fortschritt

MEISTE_REIHEN = 20_000


@dataclass
class Reihenbefund:
    """How much of a series the file has."""

    reihe: Reihe
    anzahl: int = 0
    fehler: int = 0
    erster: Zeitraum | None = None
    letzter: Zeitraum | None = None

    def add(self, b: Beobachtung) -> None:
        self.anzahl += 1
        self.fehler += bool(b.fehler)
        if b.zeitraum is not None:
            self.erster = min(filter(None, (self.erster, b.zeitraum)), key=lambda z: z.ende)
            self.letzter = max(filter(None, (self.letzter, b.zeitraum)), key=lambda z: z.ende)

    @property
    def zeiten(self) -> str:
        if self.erster is None or self.erster == self.letzter:
            return str(self.erster or "ohne Zeitangabe")
        return f"{self.erster} bis {self.letzter}"


@dataclass(frozen=True)
class Befund:
    """`uebergangen` counts lines by reason; regions beyond the first few are summed up by the page."""

    reihen: tuple[Reihenbefund, ...]
    uebergangen: Counter[str]

    @property
    def werte(self) -> int:
        return sum(reihe.anzahl for reihe in self.reihen)


def make_befund(leser: Leser, fortschritt: Fortschritt = no_fortschritt) -> Befund:
    """Reads the file once. Raises DateiFehler, also when nothing in it speaks of our regions."""
    reihen: dict[Reihe, Reihenbefund] = {}
    uebergangen: Counter[str] = Counter()
    for fund in leser.read(fortschritt):
        if isinstance(fund, Uebergangen):
            uebergangen[fund.grund] += 1
            continue
        if fund.reihe not in reihen:
            reihen[fund.reihe] = Reihenbefund(fund.reihe)
            if len(reihen) > MEISTE_REIHEN:
                raise DateiFehler(f"Die Datei enthält mehr als {MEISTE_REIHEN} Reihen. Bitte wählen Sie weniger aus.")
        reihen[fund.reihe].add(fund)
    if not reihen and any(not grund.startswith("leer") for grund in uebergangen):
        raise DateiFehler(
            f"In der Datei steht nichts zum Ilm-Kreis (16070) oder zu Thüringen (16), {_nur(uebergangen)}"
        )
    return Befund(tuple(reihen.values()), uebergangen)


def doppelte_einheiten(reihen: Iterable[Reihe]) -> dict[tuple[object, ...], set[str]]:
    """Series that stand in the file in more than one unit, by what they share."""
    einheiten: dict[tuple[object, ...], set[str]] = {}
    for reihe in reihen:
        einheiten.setdefault(reihe.ohne_einheit, set()).add(reihe.einheit)
    return {schluessel: menge for schluessel, menge in einheiten.items() if len(menge) > 1}


def _nur(uebergangen: Counter[str]) -> str:
    namen = [grund.removeprefix("anderes Gebiet: ") for grund, _ in uebergangen.most_common(3)]
    return f"sondern nur: {', '.join(namen)}{' und weitere' if len(uebergangen) > 3 else ''}."
