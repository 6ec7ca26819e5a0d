"""Every fixed choice of the field in one place: stored value and German label.

The stored value is what stands in the database (and in its CHECK constraint), the label
is what a person reads. Sources: matter document §3 to §6, §8.
"""

from enum import StrEnum


class Vocabulary(StrEnum):
    """A string enum whose members carry a German label and, where it helps, a definition."""

    label: str
    definition: str

    def __new__(cls, value: str, label: str, definition: str = "") -> "Vocabulary":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.definition = definition
        return member


class Umsetzungsstand(Vocabulary):
    """What people reported about a measure; the first axis. Order is the order of every chart."""

    KEINE_ANGABE = "keine_angabe", "keine Angabe", "Es liegt noch keine Meldung zum Stand vor."
    NICHT_BEGONNEN = "nicht_begonnen", "nicht begonnen", "Die Arbeit an der Maßnahme hat noch nicht angefangen."
    IN_VORBEREITUNG = (
        "in_vorbereitung",
        "in Vorbereitung",
        "Vorarbeiten laufen (Absprachen, Finanzierung, Konzept), die eigentliche Umsetzung noch nicht.",
    )
    IN_UMSETZUNG = "in_umsetzung", "in Umsetzung", "Die Maßnahme wird umgesetzt und hat ein absehbares Ende."
    LAUFEND = "laufend", "laufend", "Daueraufgabe: Die Maßnahme ist eingeführt und wird fortlaufend umgesetzt."
    ABGESCHLOSSEN = "abgeschlossen", "abgeschlossen", "Alles, was die Maßnahme vorsieht, ist getan."
    ZURUECKGESTELLT = (
        "zurueckgestellt",
        "zurückgestellt",
        "Die Maßnahme ruht bis auf Weiteres. Eine Begründung ist nötig.",
    )
    ENTFALLEN = "entfallen", "entfallen", "Die Maßnahme wird nicht mehr verfolgt. Eine Begründung ist nötig."


class Terminlage(Vocabulary):
    """How a measure stands against its dates; the second axis, always computed. Worst last."""

    OHNE_TERMIN = "ohne_termin", "ohne Termin", "Es gibt kein Datum, gegen das gerechnet werden kann."
    IM_PLAN = "im_plan", "im Plan", "Alles Fällige ist erledigt, das Nächste liegt mehr als 30 Tage voraus."
    BALD_FAELLIG = "bald_faellig", "bald fällig", "Etwas wird in den nächsten 30 Tagen fällig."
    IM_RUECKSTAND = (
        "im_rueckstand",
        "im Rückstand",
        "Im laufenden Zeitraum ist weniger erledigt, als anteilig zu erwarten wäre.",
    )
    UEBERFAELLIG = "ueberfaellig", "überfällig", "Ein Fälligkeitstag ist vorbei, ohne dass die Sache erledigt ist."
    STARK_UEBERFAELLIG = (
        "stark_ueberfaellig",
        "stark überfällig",
        "Seit mehr als 90 Tagen überfällig, oder zwei abgelaufene Zeiträume in Folge wurden nicht erfüllt.",
    )


class Aktualitaet(Vocabulary):
    """How old the last report is; the third axis, always computed."""

    AKTUELL = "aktuell", "aktuell", "Die letzte Meldung ist höchstens 6 Monate alt."
    ALTERND = "alternd", "alternd", "Die letzte Meldung ist mehr als 6 und höchstens 12 Monate alt."
    VERALTET = "veraltet", "veraltet", "Die letzte Meldung ist mehr als 12 Monate alt."
    NIE_GEMELDET = "nie_gemeldet", "nie gemeldet", "Es gibt noch keine Meldung."


class Hemmnis(Vocabulary):
    FINANZIERUNG = "finanzierung", "Finanzierung"
    PERSONAL = "personal", "Personal"
    RECHTSLAGE = "rechtslage", "Rechtslage"
    PARTNER = "partner", "Partner"
    NACHFRAGE = "nachfrage", "Nachfrage"
    SONSTIGES = "sonstiges", "Sonstiges"


class SachstandArt(Vocabulary):
    MELDUNG = "meldung", "Meldung"
    KEIN_NEUER_SACHSTAND = "kein_neuer_sachstand", "Kein neuer Sachstand"


class Rolle(Vocabulary):
    """Role of a Stelle in a Zuständigkeit, read off the concept's phrases (matter document §1)."""

    FEDERFUEHREND = "federfuehrend", "federführend", "Steht im Konzept vor der Kooperationsformel."
    GEMEINSAM = "gemeinsam", "gemeinsam", "Gleichrangige Aufzählung ohne Federführung."
    MITWIRKEND = "mitwirkend", "mitwirkend", "Steht nach „in Zusammenarbeit mit“ oder einer ähnlichen Formel."
    FINANZIEREND = "finanzierend", "finanzierend", "Als Geldgeber oder Programm genannt."


class StelleArt(Vocabulary):
    LANDRATSAMT = "landratsamt", "Landratsamt"
    GREMIUM = "gremium", "Gremium oder Netzwerk"
    KOMMUNE = "kommune", "Städte und Gemeinden"
    LAND = "land", "Freistaat Thüringen"
    BUND = "bund", "Bund"
    ARBEITSVERWALTUNG = "arbeitsverwaltung", "Arbeitsverwaltung"
    TRAEGER = "traeger", "Träger und Vereine"
    PROJEKT = "projekt", "Projekt"
    BILDUNG = "bildung", "Bildungseinrichtungen"
    WIRTSCHAFT = "wirtschaft", "Wirtschaft und Kammern"
    WOHNEN = "wohnen", "Wohnungswirtschaft und Betreiber"
    SONSTIGE = "sonstige", "Sonstige"


class TerminArt(Vocabulary):
    EINMALIG = "einmalig", "einmalig"
    WIEDERKEHREND = "wiederkehrend", "wiederkehrend"
    FORTLAUFEND = "fortlaufend", "fortlaufend"
    OFFEN = "offen", "offen"


class Genauigkeit(Vocabulary):
    TAG = "tag", "Tag"
    MONAT = "monat", "Monat"
    QUARTAL = "quartal", "Quartal"
    HALBJAHR = "halbjahr", "Halbjahr"
    SCHULJAHR = "schuljahr", "Schuljahr"
    JAHR = "jahr", "Jahr"


class Deutungsstatus(Vocabulary):
    ANGENOMMEN = "angenommen", "angenommen", "Von uns gelesen, noch nicht bestätigt."
    BESTAETIGT = "bestaetigt", "bestätigt", "Von der Koordination bestätigt."


class Fundort(Vocabulary):
    """Where in the document a Termin wording stands."""

    TERMINZELLE = "terminzelle", "Zeile „Termin“"
    MASSNAHMENTEXT = "massnahmentext", "Text der Maßnahme"
    ZUSTAENDIGKEITEN = "zustaendigkeiten", "Zeile „Zuständigkeiten“"
    FUSSNOTE = "fussnote", "Fußnote"
    PFLEGE = "pflege", "in der Anwendung erfasst"


class BezugArt(Vocabulary):
    GLEICH = "gleich", "dieselbe Maßnahme"
    ANALOG = "analog", "ähnliche Maßnahme"


class HerkunftArt(Vocabulary):
    UNVERAENDERT = "unveraendert", "unverändert übernommen"
    GEAENDERT = "geaendert", "geändert"
    AUFGETEILT = "aufgeteilt", "aufgeteilt"
    ZUSAMMENGEFUEHRT = "zusammengefuehrt", "zusammengeführt"
    NEU = "neu", "neu"
    ENTFALLEN = "entfallen", "entfallen"


class EreignisStatus(Vocabulary):
    GEPLANT = "geplant", "geplant"
    STATTGEFUNDEN = "stattgefunden", "stattgefunden"
    ABGESAGT = "abgesagt", "abgesagt"


class NutzerRolle(Vocabulary):
    LEITUNG = "leitung", "Leitung"
    FACHAMT = "fachamt", "Fachamt"
    KOORDINATION = "koordination", "Koordination"
    VERWALTUNG = "verwaltung", "Verwaltung"


class IndikatorRichtung(Vocabulary):
    STEIGEN = "steigen", "soll steigen"
    SINKEN = "sinken", "soll sinken"
    ZIELBAND = "zielband", "soll im Zielband liegen"
    KONTEXT = "kontext", "nur Kontext"


class Periodenart(Vocabulary):
    """What span one value of an indicator speaks of."""

    STICHTAG = "stichtag", "Stichtag"
    MONAT = "monat", "Monat"
    QUARTAL = "quartal", "Quartal"
    HALBJAHR = "halbjahr", "Halbjahr"
    SCHULJAHR = "schuljahr", "Schuljahr"
    JAHR = "jahr", "Kalenderjahr"


class Wertqualitaet(Vocabulary):
    """What is known of a value; every sign of official statistics has a meaning of its own.

    A dash is none of them: it means exactly zero, which is a value. "..." (comes later) is no row at all.
    """

    ENDGUELTIG = "endgueltig", "endgültig", "Abschließend festgestellt."
    VORLAEUFIG = "vorlaeufig", "vorläufig", "Kann sich noch ändern (Zeichen p)."
    GESCHAETZT = "geschaetzt", "geschätzt", "Geschätzt oder hochgerechnet (Zeichen s oder Fußnote)."
    EINGESCHRAENKT = (
        "eingeschraenkt",
        "eingeschränkt aussagekräftig",
        "Der Zahlenwert ist statistisch unsicher (in Klammern).",
    )
    UNSICHER = "unsicher", "nicht sicher genug", "Keine Angabe, weil der Wert nicht sicher genug ist (Zeichen /)."
    GESPERRT = "gesperrt", "gesperrt", "Unbekannt oder geheim zu halten (Zeichen .)."
    NICHT_VORHANDEN = "nicht_vorhanden", "nicht vorhanden", "Die Angabe ergibt hier keinen Sinn (Zeichen x)."


class Wertvergleich(Vocabulary):
    """How a value that comes in stands to the one that holds so far."""

    NEU = "neu", "neu"
    GEAENDERT = "geaendert", "geändert"
    GLEICH = "gleich", "gleich"


GREMIEN = ("Beirat für Integrierte Sozialplanung", "Kreistag", "Jugendhilfeausschuss")
"""Bodies the concept names; any other name can be entered too."""


class Bewertung(Vocabulary):
    """How an indicator stands against its target; computed, and only where a target exists. Best first."""

    ERREICHT = "erreicht", "Ziel erreicht", "Der letzte Wert liegt im Ziel."
    AUF_DEM_WEG = "auf_dem_weg", "auf dem Weg zum Ziel", "Der letzte Wert liegt näher am Ziel als der davor."
    UNVERAENDERT = "unveraendert", "unverändert", "Der Abstand zum Ziel ist so groß wie zuvor."
    ENTFERNT = "entfernt", "entfernt sich vom Ziel", "Der letzte Wert liegt weiter vom Ziel weg als der davor."
    VERFEHLT = "verfehlt", "Ziel nicht erreicht", "Das Ziel gilt schon, und der letzte Wert liegt außerhalb."
    OFFEN = "offen", "noch nicht zu beurteilen", "Es fehlt ein früherer Wert, der vergleichbar ist."


class Aktion(Vocabulary):
    """What a log row says was done."""

    ANGELEGT = "angelegt", "angelegt"
    GEAENDERT = "geaendert", "geändert"
    ERSETZT = "ersetzt", "ersetzt"
    GELADEN = "geladen", "geladen"
    ENTFERNT = "entfernt", "entfernt"
    ZURUECKGENOMMEN = "zurueckgenommen", "zurückgenommen"
