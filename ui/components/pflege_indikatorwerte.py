"""Values of indicators by hand: what is due, one value, all of a year; what a revision replaced stays in sight."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from db.engine import default_engine
from db.vocabulary import Periodenart, Wertqualitaet
from ilm_data.queries.indikator_formen import GEBIETE, ILM_KREIS
from ilm_data.queries.indikator_pflege import Faellig, Fassung, IndikatorPflege, Pflegestand
from ilm_data.queries.sicht import BERLIN
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.indikatorwert import OHNE_WERT, WertInhalt, WertSchluessel
from ilm_data.rules.perioden import BEISPIEL, Periode, periode_of, periode_text, read_periode
from ilm_data.services.indikatorpflege import enter_werte
from ilm_data.services.indikatorwerte import WertEingabe
from ui.components import html, url
from ui.components import pflege_felder as felder
from ui.components.html import tag, text
from ui.components.pflege_formular import Formular, Seiten, absenden, kasten, open_formular, save
from ui.components.pflege_wahl import choose
from ui.components.zahlfeld import as_eingabe, read_feld, show_verstanden, zahlfeld
from ui.formate import datum, plural
from ui.navigation import IMPORTE, INDIKATOREN, INDIKATORWERTE, address

ANSICHTEN = {"einzeln": "Ein Indikator", "jahr": "Alle eines Jahres"}
QUALITAET = {qualitaet.value: qualitaet.label for qualitaet in Wertqualitaet}
JAHRLICH = frozenset({Periodenart.JAHR, Periodenart.SCHULJAHR, Periodenart.STICHTAG})
JAHRE_ZURUECK = 12
OFFEN_GEZEIGT = 8
NAMEN = {"wert": "Wert", "qualitaet": "Merkmal"}


def show_faellige(faellige: Sequence[Faellig]) -> None:
    """What is due by the rhythm of its source, and the way to take it over from a file."""
    hinweis = text("Liegt eine Datei der Quelle vor, geht es ohne Abtippen: ") + html.link(
        address(IMPORTE), "Werte importieren"
    )
    html.show(tag("p", hinweis))
    html.show(tag("h2", text(f"Fällige Werte ({len(faellige)})")))
    if not faellige:
        html.show(tag("p", text("Zurzeit ist kein Wert fällig: Alles, was die Quellen veröffentlicht haben, ist da.")))
        return
    rows = [_faellig(f) for f in faellige]
    head = ("Indikator", "Zeitraum", "Liegt vor seit etwa", "Quelle")
    html.show(html.table(head, rows[:OFFEN_GEZEIGT], caption="Fällige Werte", cls="termintafel"))
    rest = rows[OFFEN_GEZEIGT:]
    if rest:
        tafel = html.table(head, rest, caption="Weitere fällige Werte", cls="termintafel")
        html.show(html.folded(f"Weitere fällige Werte ({len(rest)})", tafel))


def _faellig(f: Faellig) -> list[str]:
    link = html.link(address(INDIKATORWERTE, indikator=f.info.kennung), f.info.titel)
    return [link, text(f.periode_text), text(datum(f.seit)), text(f.info.quelle)]


def choose_ansicht() -> str:
    def draw(values: list[str], key: str, jetzt: str | None) -> str | None:
        return st.segmented_control(
            "Werte eintragen", values, default=jetzt, key=key, required=True, format_func=ANSICHTEN.__getitem__
        )

    return url.one("ansicht", draw, ANSICHTEN, "einzeln")


def choose_indikator(stand: Pflegestand) -> IndikatorPflege | None:
    by_kennung = {pflege.info.kennung: pflege for pflege in stand.indikatoren}
    namen = {key: f"{p.info.titel} ({p.info.bereich_titel})" for key, p in by_kennung.items()}
    chosen = choose(INDIKATORWERTE, "indikator", "Indikator", namen, "Anderen Indikator wählen")
    return by_kennung.get(chosen)


# --- one value ----------------------------------------------------------------------------------


def show_einzeln(pflege: IndikatorPflege, stand: Pflegestand) -> None:
    info = pflege.info
    html.show(tag("h2", text(info.titel)))
    html.show(tag("p", text(f"{info.definition} {info.methode}"), cls="klein"))
    anfang = {
        "gebiet": ILM_KREIS,
        "zeitraum": "",
        "wert": "",
        "qualitaet": Wertqualitaet.ENDGUELTIG.value,
        "berichtigt": False,
        "hinweis": "",
        "quellenstand": "",
    }
    formular = open_formular(f"wert_{info.kennung}", anfang, 0, stand.gesehen_bis)
    with kasten(formular) as formular:
        eingabe = _felder(formular, pflege)
        if absenden(formular, "Wert speichern", primary=True):
            save(
                formular,
                lambda by, heute: enter_werte(
                    default_engine(),
                    eingaben=[_read_einzeln(pflege, eingabe)],
                    gesehen_bis=formular.version,
                    heute=heute,
                    by=by,
                ),
                f"Der Wert für „{info.titel}“ ist gespeichert.",
                Seiten(NAMEN, {"wert": eingabe["wert"], "qualitaet": QUALITAET.get(eingabe["qualitaet"], "–")}),
            )
    _show_fassungen(pflege)


def _felder(formular: Formular, pflege: IndikatorPflege) -> dict[str, str]:
    art = pflege.info.mass.periodenart
    links, mitte, rechts = st.columns(3)
    with links:
        zeitraum = felder.zeile(
            formular, "zeitraum", f"Zeitraum ({art.label})", platzhalter=f"zum Beispiel {BEISPIEL[art]}"
        )
        gebiet = felder.auswahl(formular, "gebiet", "Gebiet", GEBIETE)
    with mitte:
        wert = zahlfeld(formular, "wert", f"Wert in {pflege.info.mass.einheit}", pflege.info.mass)
        qualitaet = felder.auswahl(formular, "qualitaet", "Merkmal", QUALITAET)
    with rechts:
        quellenstand = felder.tag_feld(formular, "quellenstand", "Stand der Quelle")
        hinweis = felder.zeile(formular, "hinweis", "Fußnote zu diesem Wert")
        berichtigt = felder.haken(formular, "berichtigt", "Von der Quelle berichtigt (Zeichen r)")
    _show_bisher(pflege, gebiet or ILM_KREIS, zeitraum)
    return {
        "zeitraum": zeitraum,
        "gebiet": gebiet or "",
        "wert": wert,
        "qualitaet": qualitaet or "",
        "quellenstand": quellenstand,
        "hinweis": hinweis,
        "berichtigt": "ja" if berichtigt else "",
    }


def _show_bisher(pflege: IndikatorPflege, gebiet: str, zeitraum: str) -> None:
    """What stands for the period that is being typed: saving would replace it, and the old one stays in sight."""
    if not zeitraum.strip():
        return
    art = pflege.info.mass.periodenart
    try:
        periode = read_periode(art, zeitraum)
    except RegelVerletzt as error:
        html.show(tag("p", text(str(error)), cls="verstanden nicht", role="status"))
        return
    found = pflege.geltend(gebiet, periode)
    satz = f"Verstanden: {periode_text(art, periode)}. "
    satz += f"Bisher steht {found.text}; Speichern ersetzt ihn." if found else "Bisher steht hier kein Wert."
    html.show(tag("p", text(satz), cls="verstanden", role="status"))


def _read_einzeln(pflege: IndikatorPflege, eingabe: dict[str, str]) -> WertEingabe:
    info = pflege.info
    periode = read_periode(info.mass.periodenart, eingabe["zeitraum"])
    qualitaet = _qualitaet(felder.gewaehlt("Merkmal", eingabe["qualitaet"] or None))
    wert = read_feld("Wert", eingabe["wert"], info.mass)
    if wert is None and qualitaet not in OHNE_WERT:
        raise RegelVerletzt(
            "Bitte geben Sie einen Wert an, oder wählen Sie ein Merkmal, das anstelle einer Zahl steht."
        )
    gebiet = felder.gewaehlt("Gebiet", eingabe["gebiet"] or None)
    return WertEingabe(
        WertSchluessel(info.kennung, gebiet, periode.beginn_am, periode.ende_am),
        WertInhalt(wert, qualitaet, bool(eingabe["berichtigt"]), eingabe["hinweis"].strip()),
        felder.tag_oder_leer("Stand der Quelle", eingabe["quellenstand"]),
    )


def _qualitaet(wert: str) -> Wertqualitaet:
    return next(qualitaet for qualitaet in Wertqualitaet if qualitaet.value == wert)


def _show_fassungen(pflege: IndikatorPflege) -> None:
    html.show(tag("h3", text("Eingetragene Werte")))
    if not pflege.fassungen:
        html.show(tag("p", text("Noch kein Wert erfasst.")))
        return
    head = ("Zeitraum", "Gebiet", "Wert", "Merkmal", "Stand der Quelle", "Erfasst")
    tafel = html.table(head, [_row(f) for f in pflege.fassungen], caption="Eingetragene Werte", cls="termintafel")
    html.show(tafel)
    html.show(
        tag("p", html.link(address(INDIKATOREN, indikator=pflege.info.kennung), "So sehen es alle"), cls="weiter")
    )


def _row(f: Fassung) -> list[str]:
    merkmal = [f.inhalt.qualitaet.label, "berichtigt" if f.inhalt.berichtigt else "", f.inhalt.hinweis]
    merkmal += [] if f.gilt else ["ersetzt durch eine spätere Fassung"]
    erfasst = f"{f.erfasst_am.astimezone(BERLIN):%d.%m.%Y}{', aus einer Datei' if f.aus_datei else ''}"
    wert = text(f.text) if f.gilt else tag("s", text(f.text))
    worte = ", ".join(wort for wort in merkmal if wort)
    return [
        text(f.periode_text),
        text(GEBIETE[f.gebiet]),
        wert,
        text(worte),
        text(datum(f.quellenstand)),
        text(erfasst),
    ]


# --- all of a year ------------------------------------------------------------------------------


def choose_jahr(heute: date) -> int:
    options = {str(jahr): str(jahr) for jahr in range(heute.year, heute.year - JAHRE_ZURUECK, -1)}

    def draw(values: list[str], key: str, jetzt: str | None) -> str | None:
        return st.selectbox("Jahr, in dem der Zeitraum endet", values, index=url.index(values, jetzt), key=key)

    return int(url.one("jahr", draw, options, str(heute.year - 1)))


def show_jahr(stand: Pflegestand, jahr: int, heute: date) -> None:
    """One line per indicator with one value a year, for the Ilm-Kreis; a period that is not over has no field."""
    zeilen = [(p, periode) for p in stand.indikatoren for periode in _periode_in(p, jahr) if periode.ende_am <= heute]
    if not zeilen:
        html.show(tag("p", text("In diesem Jahr ist noch kein Zeitraum zu Ende.")))
        return
    formular = open_formular(f"werte_{jahr}", _anfang(zeilen), 0, stand.gesehen_bis)
    with kasten(formular) as formular:
        html.show(
            tag("p", text("Leere Felder werden nicht gespeichert; ein gespeicherter Wert bleibt stehen."), cls="klein")
        )
        eingaben = {p.info.kennung: _zeile(formular, p, periode) for p, periode in zeilen}
        if absenden(formular, "Werte des Jahres speichern", primary=True):
            save(
                formular,
                lambda by, heute_: enter_werte(
                    default_engine(),
                    eingaben=_read_jahr(zeilen, eingaben),
                    gesehen_bis=formular.version,
                    heute=heute_,
                    by=by,
                ),
                f"Die Werte für {jahr} sind gespeichert.",
            )


def _periode_in(pflege: IndikatorPflege, jahr: int) -> list[Periode]:
    """The period of the indicator that ends in the year, for those with one a year."""
    info = pflege.info
    art = info.mass.periodenart
    if art not in JAHRLICH:
        return []
    if art is Periodenart.STICHTAG:
        monat, tag_ = info.stichtag or (12, 31)
        return [periode_of(art, date(jahr, monat, tag_))]
    return [periode_of(art, date(jahr, 7, 31))]


def _anfang(zeilen: Sequence[tuple[IndikatorPflege, Periode]]) -> dict[str, str]:
    found = {}
    for pflege, periode in zeilen:
        fassung = pflege.geltend(ILM_KREIS, periode)
        found[f"{pflege.info.kennung}_wert"] = as_eingabe(fassung.inhalt.wert) if fassung else ""
        qualitaet = fassung.inhalt.qualitaet if fassung else Wertqualitaet.ENDGUELTIG
        found[f"{pflege.info.kennung}_qualitaet"] = qualitaet.value
    return found


def _zeile(formular: Formular, pflege: IndikatorPflege, periode: Periode) -> tuple[str, str]:
    info = pflege.info
    zeitraum = periode_text(info.mass.periodenart, periode)
    links, mitte, rechts = st.columns([4, 2, 3], vertical_alignment="bottom")
    with links:
        label = f"{info.titel}, {zeitraum} ({info.mass.einheit})"
        wert = felder.zeile(formular, f"{info.kennung}_wert", label, hilfe=info.definition)
    with mitte:
        qualitaet = felder.auswahl(formular, f"{info.kennung}_qualitaet", f"Merkmal: {info.titel}", QUALITAET)
    with rechts:
        show_verstanden(wert, info.mass)
    return wert, qualitaet or Wertqualitaet.ENDGUELTIG.value


def _read_jahr(
    zeilen: Sequence[tuple[IndikatorPflege, Periode]], eingaben: dict[str, tuple[str, str]]
) -> list[WertEingabe]:
    """What was typed. Footnote, source state and the mark "berichtigt" of a value that stays go along with it."""
    found = []
    for pflege, periode in zeilen:
        roh, merkmal = eingaben[pflege.info.kennung]
        wert, qualitaet = read_feld(pflege.info.titel, roh, pflege.info.mass), _qualitaet(merkmal)
        if wert is None and qualitaet not in OHNE_WERT:
            continue
        alt = pflege.geltend(ILM_KREIS, periode)
        same = alt is not None and (alt.inhalt.wert, alt.inhalt.qualitaet) == (wert, qualitaet)
        inhalt = alt.inhalt if alt and same else WertInhalt(wert, qualitaet)
        schluessel = WertSchluessel(pflege.info.kennung, ILM_KREIS, periode.beginn_am, periode.ende_am)
        found.append(WertEingabe(schluessel, inhalt, alt.quellenstand if alt and same else None))
    if not found:
        raise RegelVerletzt(f"Bitte tragen Sie mindestens einen von {plural(len(zeilen), 'Wert', 'Werten')} ein.")
    return found
