"""Single changes of the made-up plan, and exactly what the comparison has to say about each.

A row: what is replaced, by what, and the findings as (place, kind, a part of the sentence).
"""

from ilm_data.katalog.abgleich import UnterschiedArt

ART = UnterschiedArt
Fund = tuple[str, UnterschiedArt, str]

EIN_TERMIN = "Termin\tPrüfung 2021, Beginn des Schuljahres 2021/22\n"
IM_TERMIN = "Termin „Prüfung 2021, Beginn des Schuljahres 2021/22“ steht im Katalog, aber nicht im Dokument."
OFFEN = "ist im Katalog keiner Stelle und keinem Programm zugeordnet."
NICHT_HIER = "steht im Katalog, aber so nicht in dieser Zelle."

AENDERUNGEN: dict[str, tuple[str, str, list[Fund]]] = {
    # numbers
    "nummer eines ziels": (
        "Handlungsziel 1.10",
        "Handlungsziel 1.3",
        [
            ("3", ART.FEHLT_IM_KATALOG, "Handlungsziel 1.3 steht im Dokument"),
            ("3", ART.FEHLT_IM_DOKUMENT, "Handlungsziel 1.10 steht im Katalog"),
        ],
    ),
    "nummer eines leitziels": (
        "#### Leitziel 2",
        "#### Leitziel 3",
        [("2", ART.FEHLT_IM_KATALOG, "Leitziel 3"), ("2", ART.FEHLT_IM_DOKUMENT, "Leitziel 2")],
    ),
    "doppelte nummer": (
        "Handlungsziel 2.1.1",
        "Handlungsziel 2.1",
        [
            ("3", ART.FEHLT_IM_DOKUMENT, "Handlungsziel 2.1.1"),
            ("3", ART.DOPPELT, "Handlungsziel 2.1 steht im Dokument 2-mal."),
            ("2.1", ART.DOPPELT, "Maßnahme M1 steht im Dokument 2-mal."),
        ],
    ),
    "nummer eines handlungsfelds": (
        "**3.2 Handlungsfeld 2: Lernen**",
        "**3.2 Handlungsfeld 3: Lernen**",
        [
            ("3", ART.FEHLT_IM_KATALOG, "Handlungsfeld 3"),
            ("3", ART.FEHLT_IM_DOKUMENT, "Handlungsfeld 2"),
            ("Handlungsziel 2.1", ART.NAME, "im Dokument in Handlungsfeld 3, im Katalog in 2"),
            ("Handlungsziel 2.1.1", ART.NAME, "im Dokument in Handlungsfeld 3, im Katalog in 2"),
        ],
    ),
    "name eines handlungsfelds": (
        "### 3.1 Handlungsfeld 1: Ankommen und Begegnung",
        "### 3.1 Handlungsfeld 1: Ankommen",
        [("Handlungsfeld 1", ART.NAME, "Name (Überschrift): im Dokument „Ankommen“")],
    ),
    "name im inhaltsverzeichnis": (
        "Handlungsfeld 2: Lernen.....",
        "Handlungsfeld 2: Lehren.....",
        [("Handlungsfeld 2", ART.NAME, "Name (Inhaltsverzeichnis): im Dokument „Lehren“")],
    ),
    "seite": ("Lernen.....\t7", "Lernen.....\t8", [("Handlungsfeld 2", ART.SEITE, "im Dokument 8, im Katalog 7")]),
    "laufzeit": ("drei Jahren", "fünf Jahren", [("4", ART.LAUFZEIT, "im Dokument 60 Monate, im Katalog 36")]),
    # rows
    "bezeichnung": (
        "Maßnahme\tAbendkurse",
        "Maßnahme (n)\tAbendkurse",
        [("2.1.1, Maßnahme (n)", ART.BEZEICHNUNG, "im Dokument „Maßnahme (n)“, im Katalog „Maßnahme“")],
    ),
    "maßnahme gestrichen": (
        "Maßnahme 2\tMathewerkstatt\nZuständigkeiten\tSchulen\nTermin\tjährlich\n",
        "",
        [
            ("3", ART.ANZAHL, "Anzahl der Maßnahmen: im Dokument 7, im Katalog 8."),
            ("2.1", ART.FEHLT_IM_DOKUMENT, "Maßnahme M2"),
        ],
    ),
    "maßnahme hinzugefügt": (
        "Termin\tjährlich\n",
        "Termin\tjährlich\nMaßnahme 3\tSingen\nZuständigkeiten\tChor\nTermin\tbald\n",
        [("3", ART.ANZAHL, "im Dokument 9, im Katalog 8"), ("2.1", ART.FEHLT_IM_KATALOG, "Maßnahme M3")],
    ),
    "unverstandene zeile": (
        "Termin\tjährlich\n",
        "Termin\tjährlich\n\nStand: Mai\n",
        [("Zeile 88", ART.UNVERSTANDEN, "„Stand: Mai“")],
    ),
    # Termine
    "termin anders": (
        "Jährlich im Mai",
        "Jährlich im Juni",
        [("2.1, Maßnahme 1", ART.TERMIN, "im Dokument „Jährlich im Juni“, im Katalog „Jährlich im Mai“")],
    ),
    "termin klein geschrieben": (
        "Jährlich im Mai",
        "jährlich im Mai",
        [("2.1, Maßnahme 1", ART.TERMIN, "„jährlich im Mai“")],
    ),
    "termin fehlt": (EIN_TERMIN, "", [("2.1.1, Maßnahme", ART.TERMIN, IM_TERMIN)]),
    "termin nun geerbt": (
        "Termin\tJährlich im Mai\n",
        "",
        [
            ("2.1, Maßnahme 1", ART.TERMIN, "im Dokument „jährlich“, im Katalog „Jährlich im Mai“"),
            ("2.1, Maßnahme 1", ART.TERMIN, "im Katalog gilt er als nicht geerbt"),
        ],
    ),
    "termin nicht mehr geerbt": (
        "Maßnahme 2\tWillkommensmappe",
        "Termin\tfortlaufend\nMaßnahme 2\tWillkommensmappe",
        [("1.1, Maßnahme 1", ART.TERMIN, "unmittelbar unter dieser Maßnahme, im Katalog gilt er als geerbt")],
    ),
    "rhythmus im text neu": (
        "Er wird gepflegt.",
        "Er wird quartalsweise gepflegt.",
        [("1.10, Maßnahme", ART.RHYTHMUS, "„quartalsweise“ (Text der Maßnahme)")],
    ),
    "rhythmus im text anders": (
        "2x pro Jahr",
        "3x pro Jahr",
        [
            ("1.2, Maßnahme (n)", ART.TERMIN, "Termin „2x pro Jahr“ steht nicht im Dokument"),
            ("1.2, Maßnahme (n)", ART.RHYTHMUS, "„3x pro Jahr“ (Text der Maßnahme)"),
        ],
    ),
    "rhythmus in der zelle anders": (
        "1x pro Monat",
        "2x pro Monat",
        [
            ("1.2, Maßnahme (n)", ART.ZUSTAENDIGKEIT, f"„2x pro Monat“ {OFFEN}"),
            ("1.2, Maßnahme (n)", ART.TERMIN, "„1x pro Monat“ steht nicht im Dokument"),
            ("1.2, Maßnahme (n)", ART.RHYTHMUS, "„2x pro Monat“ (Zeile „Zuständigkeiten“)"),
        ],
    ),
    "rhythmus in der fußnote anders": (
        "für 2020 geplant",
        "für 2021 geplant",
        [
            ("1.1, Maßnahme 3", ART.TERMIN, "„für 2020 geplant“ steht nicht im Dokument"),
            ("1.1, Maßnahme 3", ART.RHYTHMUS, "„für 2021“ (Fußnote)"),
        ],
    ),
    # Zuständigkeiten
    "stelle erfunden": (
        "Zuständigkeiten\tStadtbücherei, Kreisarchiv",
        "Zuständigkeiten\tStadtbücherei, Volkshochschule, Kreisarchiv",
        [("2.1, Maßnahme 1", ART.ZUSTAENDIGKEIT, f"„Volkshochschule“ {OFFEN}")],
    ),
    "stelle hinter der formel erfunden": (
        "mit der Lotsengruppe und weitere",
        "mit der Lotsengruppe, der Polizei Gotha und weitere",
        [("2.1.1, Maßnahme", ART.ZUSTAENDIGKEIT, f"„Polizei Gotha“ {OFFEN}")],
    ),
    "stelle in der klammer erfunden": (
        "Stadtarchiv (Lesesaal)",
        "Stadtarchiv (Lesesaal, Magazin)",
        [
            ("1.1, Maßnahme 3", ART.ZUSTAENDIGKEIT, f"„Stadtarchiv (Lesesaal)“ (Stadtarchiv) {NICHT_HIER}"),
            ("1.1, Maßnahme 3", ART.ZUSTAENDIGKEIT, f"„Magazin“ {OFFEN}"),
        ],
    ),
    "bekannte stelle an neuem ort": (
        "Stadtteilbüro: offene",
        "Stadtteilbüro, Stadtarchiv: offene",
        [("1.2, Maßnahme (n)", ART.ZUSTAENDIGKEIT, f"„Stadtarchiv“ {OFFEN}")],
    ),
    "der kreis selbst als beteiligter": (
        "in Kooperation mit dem Stadtarchiv",
        "in Kooperation mit IIm-Kreis und dem Stadtarchiv",
        [("1.1, Maßnahme 3", ART.ZUSTAENDIGKEIT, f"„IIm-Kreis“ {OFFEN}".replace("IIm", "Ilm"))],
    ),
    "stelle gestrichen": (
        ", Gartenbauverein e.V. sowie",
        " sowie",
        [("1.1, Maßnahme 3", ART.ZUSTAENDIGKEIT, f"„Gartenbauverein e.V.“ (Gartenbauverein e.V.) {NICHT_HIER}")],
    ),
    "stelle umbenannt": (
        "mit der Lotsengruppe und",
        "mit der Patengruppe und",
        [
            ("2.1.1, Maßnahme", ART.ZUSTAENDIGKEIT, f"„Lotsengruppe“ (Lotsengruppe) {NICHT_HIER}"),
            ("2.1.1, Maßnahme", ART.ZUSTAENDIGKEIT, f"„Patengruppe“ {OFFEN}"),
        ],
    ),
    "zeile zuständigkeiten fehlt": (
        "Zuständigkeiten\tPlanungs Koordinator IIm-Kreis\n",
        "",
        [("1.10, Maßnahme", ART.ZUSTAENDIGKEIT, f"„Planungskoordinator“ (Planungskoordinator) {NICHT_HIER}")],
    ),
    "mittel ohne geber": (
        "Zuständigkeiten\tSchulen\n",
        "Zuständigkeiten\tSchulen (Bundes- und Landesmittel)\n",
        [
            ("2.1, Maßnahme 2", ART.ZUSTAENDIGKEIT, f"„Bundes- und Landesmittel“ {OFFEN}"),
            ("2.1, Maßnahme 2", ART.FOERDERUNG, "Mittel des Bundes"),
            ("2.1, Maßnahme 2", ART.FOERDERUNG, "Mittel des Landes"),
        ],
    ),
    "programm im text": (
        "Maßnahme\tAbendkurse",
        "Maßnahme\tAbendkurse über das Landesprogramm Offene Tür",
        [
            (
                "2.1.1, Maßnahme",
                ART.FOERDERUNG,
                "„Landesprogramm Offene Tür“ ist genannt, aber nicht als Programm erfasst.",
            )
        ],
    ),
    # lists at the end
    "abkürzung umbenannt": (
        "BB\tBürgerbüro",
        "BBü\tBürgerbüro",
        [
            ("Abkürzungsverzeichnis", ART.FEHLT_IM_KATALOG, "Abkürzung BBü"),
            ("Abkürzungsverzeichnis", ART.FEHLT_IM_DOKUMENT, "Abkürzung BB "),
        ],
    ),
    "abkürzung anders erklärt": (
        "BB\tBürgerbüro",
        "BB\tBezirksbüro",
        [("Abkürzungsverzeichnis", ART.ABKUERZUNG, "BB: im Dokument „Bezirksbüro“, im Katalog „Bürgerbüro“.")],
    ),
    "abkürzungen vertauscht": (
        "BB\tBürgerbüro\n\ne.V.\teingetragener Verein\n",
        "e.V.\teingetragener Verein\nBB\tBürgerbüro\n",
        [("Abkürzungsverzeichnis", ART.REIHENFOLGE, "Wo im Dokument e.V. folgt, folgt im Katalog BB.")],
    ),
    "anhang ohne eintrag": (
        "Maßnahme (n)\tSchilder in drei Sprachen\n",
        "",
        [
            ("Anhang A", ART.ANZAHL, "im Dokument 1, im Katalog 2"),
            ("Anhang A", ART.FEHLT_IM_DOKUMENT, "Entfallene Maßnahme 1.2, M1"),
        ],
    ),
    "anhang mit anderer nummer": (
        "Handlungsziel 5.10",
        "Handlungsziel 5.1",
        [
            ("Anhang A", ART.FEHLT_IM_KATALOG, "Entfallene Maßnahme 5.1, M2"),
            ("Anhang A", ART.FEHLT_IM_DOKUMENT, "Entfallene Maßnahme 5.10, M2"),
        ],
    ),
    "anhang mit anderer bezeichnung": (
        "Maßnahme (n)\tSchilder",
        "Maßnahme\tSchilder",
        [("Anhang A, 1.2", ART.BEZEICHNUNG, "im Dokument „Maßnahme“, im Katalog „Maßnahme (n)“")],
    ),
}
