"""The import page's pieces: choose a file, see what it is, assign its series, look line by line, take over."""

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from ilm_data.berichte.importvorschau import SPALTEN, cells, to_csv
from ilm_data.imports.befund import Reihenbefund
from ilm_data.imports.formen import GEBIETE, Reihe
from ilm_data.imports.vorschau import UEBERNOMMEN, Urteil, Vorschau
from ilm_data.imports.ziele import Importziel
from ilm_data.queries.importe import FruehererImport
from ilm_data.queries.sicht import BERLIN
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.services.datenimporte import Dateibefund
from ilm_data.services.fehler import SpeichernFehlgeschlagen
from ui import importe
from ui.components import html
from ui.components.handlung import plain
from ui.components.html import tag, text
from ui.formate import NBSP, datum, plural

MELDUNG, NICHT = "import_meldung", "nicht übernehmen"
GEZEIGT, MEISTE_REIHEN, UEBERGANGEN = 200, 25, 8
Gruppe = tuple[str, ...]


def show_meldung() -> None:
    """What the last click did, once."""
    satz = st.session_state.pop(MELDUNG, "")
    if satz:
        st.success(plain(satz))


def choose_datei() -> UploadedFile | None:
    """The file, and the empty template for those who have none."""
    html.show(
        tag(
            "p",
            text(
                "Wählen Sie eine Datei der Regionaldatenbank, des Landesamtes, der Bundesagentur oder unsere Vorlage. "
            ),
            text("Zuerst sehen Sie Zeile für Zeile, was geschähe; gespeichert wird erst mit „übernehmen“."),
        )
    )
    datei = st.file_uploader(
        "Datei mit Werten (CSV, ZIP, XLSX oder XLS, höchstens 64 MB)",
        type=["csv", "txt", "tsv", "zip", "xlsx", "xls", "xlsb", "ods"],
        key="import_datei",
        help="So, wie die Statistikstelle sie liefert. Bitte vorher nicht in Excel öffnen und speichern.",
    )
    with st.container(horizontal=True):
        for art, make, mime in (
            ("csv", importe.vorlage_csv, "text/csv"),
            ("xlsx", importe.vorlage_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ):
            name = f"vorlage-indikatorwerte.{art}"
            label = f"Leere Vorlage ({art.upper()})"
            st.download_button(label, make, file_name=name, mime=mime, on_click="ignore", key=f"vorlage_{art}")
    return datei


def show_import(datei: UploadedFile) -> None:
    """Everything below the chosen file; what cannot be read is one sentence, and the file stays chosen."""
    try:
        befund = importe.load_befund(datei)
        _show_befund(befund, datei.name)
        wahl = _choose_wahl(befund, datei.file_id)
        if not wahl:
            st.info("Noch ist keine Reihe einem Indikator zugeordnet. Bitte wählen Sie oben mindestens eine.")
            return
        vorschau = importe.load_vorschau(datei, wahl)
    except RegelVerletzt as error:
        st.error(plain(str(error)))
        return
    _show_vorschau(vorschau, befund.ziele, datei.name)
    _show_uebernehmen(datei, wahl, vorschau)


# --- what it is ---------------------------------------------------------------------------------


def _show_befund(b: Dateibefund, name: str) -> None:
    kodierung = f", {b.kodierung}" if b.kodierung else ""
    anders = sum(b.befund.uebergangen.values())
    satz = (
        tag("strong", text(name))
        + text(" ist erkannt als ")
        + tag("strong", text(b.format.label))
        + text(f"{kodierung}. {_viele(b.befund.werte, 'Wert', 'Werte')} für den Ilm-Kreis und Thüringen in ")
        + text(f"{_viele(len(_gruppen(b)), 'Reihe', 'Reihen')}; {_viele(anders, 'Zeile', 'Zeilen')} übergangen.")
    )
    html.show(tag("p", satz, role="status"))
    if b.schon_am:
        am = b.schon_am.astimezone(BERLIN)
        satz = f"Diese Datei wurde am {am:%d.%m.%Y} schon übernommen. Was seitdem berichtigt wurde, bleibt, wie es ist."
        st.info(plain(satz))
    for hinweis in b.hinweise:
        st.warning(plain(hinweis))
    html.show(html.folded("Übergangene Zeilen", _uebergangen(b.befund.uebergangen)))


def _uebergangen(gruende: Counter[str]) -> str:
    """The most frequent reasons; the rest in one line."""
    if not gruende:
        return ""
    rows = [[text(grund), text(_zahl(anzahl))] for grund, anzahl in gruende.most_common(UEBERGANGEN)]
    rest = sum(gruende.values()) - sum(anzahl for _, anzahl in gruende.most_common(UEBERGANGEN))
    if rest:
        rows.append([text(f"weitere {len(gruende) - UEBERGANGEN} Gründe"), text(_zahl(rest))])
    return html.table(("Grund", "Zeilen"), rows, caption="Übergangene Zeilen nach Grund")


# --- which series is which indicator ------------------------------------------------------------


def _choose_wahl(b: Dateibefund, file_id: str) -> dict[Reihe, str]:
    """One choice for a series, whether it is there for the county, for the Land or for both."""
    gruppen = _gruppen(b)
    gemerkt = st.session_state.setdefault(f"import_wahl_{file_id}", _vorschlag(b, gruppen))
    st.subheader("Reihen zuordnen")
    for gruppe, reihen in _gezeigte(gruppen, gemerkt).items():
        gemerkt[gruppe] = _choose_ziel(gruppe, reihen, gemerkt.get(gruppe, ""), b.ziele, file_id)
    return {r.reihe: kennung for gruppe, kennung in gemerkt.items() if kennung for r in gruppen.get(gruppe, ())}


def _gruppen(b: Dateibefund) -> dict[Gruppe, list[Reihenbefund]]:
    gruppen: dict[Gruppe, list[Reihenbefund]] = {}
    for reihe in b.befund.reihen:
        r = reihe.reihe
        schluessel = (r.tabelle, r.wert_code, r.name, r.einheit, *(f"{m.code}={m.auspraegung}" for m in r.merkmale))
        gruppen.setdefault(schluessel, []).append(reihe)
    return gruppen


def _vorschlag(b: Dateibefund, gruppen: Mapping[Gruppe, Sequence[Reihenbefund]]) -> dict[Gruppe, str]:
    gewusst = {gruppe: b.vorschlag.get(reihen[0].reihe, "") for gruppe, reihen in gruppen.items()}
    return {gruppe: kennung for gruppe, kennung in gewusst.items() if kennung}


def _gezeigte(
    gruppen: Mapping[Gruppe, list[Reihenbefund]], gemerkt: Mapping[Gruppe, str]
) -> dict[Gruppe, list[Reihenbefund]]:
    """The assigned ones first; of many series those whose name holds what is searched."""
    gesucht = ""
    if len(gruppen) > MEISTE_REIHEN:
        gesucht = st.text_input("Reihe suchen", key="import_suche", placeholder="Teil des Namens").strip().casefold()
    treffer = [g for g in gruppen if all(wort in g[2].casefold() for wort in gesucht.split())]
    treffer.sort(key=lambda gruppe: not gemerkt.get(gruppe))
    zugeordnet = [g for g in gruppen if gemerkt.get(g) and g not in treffer]
    if len(treffer) > MEISTE_REIHEN:
        st.caption(f"Gezeigt werden {MEISTE_REIHEN} von {len(treffer)} Reihen. Bitte suchen Sie nach dem Namen.")
    return {gruppe: gruppen[gruppe] for gruppe in [*zugeordnet, *treffer[:MEISTE_REIHEN]]}


def _choose_ziel(
    gruppe: Gruppe, reihen: Sequence[Reihenbefund], kennung: str, ziele: Mapping[str, Importziel], file_id: str
) -> str:
    wahl = ["", *ziele]
    gebiete = ", ".join(dict.fromkeys(GEBIETE[r.reihe.gebiet] for r in reihen))
    einheit = reihen[0].reihe.einheit or "ohne Einheit"
    fehler = sum(r.fehler for r in reihen)
    label = f"{gruppe[2]} · {einheit} · {gebiete} · {reihen[0].zeiten}"
    if fehler:
        label += f" · {plural(fehler, 'Fehler', 'Fehler')}"
    gewaehlt = st.selectbox(
        plain(label),
        wahl,
        index=wahl.index(kennung) if kennung in wahl else 0,
        format_func=lambda k: f"{ziele[k].titel} ({ziele[k].einheit})" if k else NICHT,
        key=f"import_reihe_{file_id}_{'|'.join(gruppe)}",
    )
    return gewaehlt or ""


# --- what would happen --------------------------------------------------------------------------


def _show_vorschau(v: Vorschau, ziele: Mapping[str, Importziel], name: str) -> None:
    zaehlung = v.zaehlung
    st.subheader("Vorschau")
    kacheln = (tag("li", tag("strong", text(_zahl(zaehlung[u]))), text(f" {u.label}")) for u in Urteil)
    html.show(tag("ul", *kacheln, cls="importzahlen", aria_label="Ergebnis der Prüfung", role="list"))
    arten = [urteil for urteil in Urteil if any(zeile.urteil is urteil for zeile in v.zeilen)]
    gewaehlt = st.pills(
        "Zeigen", arten, selection_mode="multi", format_func=lambda u: u.label, key="import_zeigen", default=None
    )
    gezeigt = [zeile for zeile in v.zeilen if not gewaehlt or zeile.urteil in gewaehlt]
    rows = [[text(cell) for cell in cells(zeile, ziele)] for zeile in gezeigt[:GEZEIGT]]
    html.show(html.table(SPALTEN, rows, caption="Vorschau Zeile für Zeile", cls="importe"))
    if len(gezeigt) > GEZEIGT:
        st.caption(f"Gezeigt sind die ersten {GEZEIGT} von {_zahl(len(gezeigt))}. Die CSV-Datei enthält jede Zeile.")
    st.download_button(
        "Vorschau als CSV herunterladen",
        lambda: to_csv(v, ziele),
        file_name=f"vorschau-{name.rpartition('.')[0] or name}.csv",
        mime="text/csv",
        on_click="ignore",
    )


def _show_uebernehmen(datei: UploadedFile, wahl: Mapping[Reihe, str], v: Vorschau) -> None:
    zaehlung = v.zaehlung
    anzahl = sum(zaehlung[urteil] for urteil in UEBERNOMMEN)
    if not anzahl:
        st.info("Es gibt nichts zu übernehmen: Alle lesbaren Werte sind schon da.")
        return
    if zaehlung[Urteil.FEHLER]:
        fehler = _viele(zaehlung[Urteil.FEHLER], "Wert", "Werte")
        st.warning(f"{fehler} mit Fehlern: Sie bleiben weg, die übrigen werden übernommen.")
    if not st.button(f"{_viele(anzahl, 'Wert', 'Werte')} übernehmen", type="primary", key="import_uebernehmen"):
        return
    try:
        ergebnis = importe.uebernehmen(datei, wahl, zaehlung)
    except (RegelVerletzt, SpeichernFehlgeschlagen) as error:
        st.error(plain(str(error)))
        return
    neu, geaendert = ergebnis.zaehlung[Urteil.NEU], ergebnis.zaehlung[Urteil.GEAENDERT]
    st.session_state[MELDUNG] = (
        f"Übernommen: {_zahl(neu)} neu, {_zahl(geaendert)} geändert."
        if ergebnis.import_id is not None
        else "Alle Werte waren schon da, es wurde nichts geändert."
    )
    st.rerun()


def show_letzte(letzte: Sequence[FruehererImport]) -> None:
    """The files taken over last."""
    if not letzte:
        return
    st.subheader("Zuletzt übernommen")
    rows = [
        [
            text(datum(i.erfasst_am.astimezone(BERLIN).date())),
            text(i.dateiname),
            text(i.format),
            *(text(_zahl(zahl)) for zahl in (i.neu, i.geaendert, i.gleich, i.uebersprungen)),
        ]
        for i in letzte
    ]
    kopf = ("Am", "Datei", "Erkannt als", "neu", "geändert", "gleich", "übersprungen")
    html.show(html.table(kopf, rows, caption="Zuletzt übernommene Dateien"))


def _viele(anzahl: int, eines: str, viele: str) -> str:
    return f"{_zahl(anzahl)}{NBSP}{eines if anzahl == 1 else viele}"


def _zahl(anzahl: int) -> str:
    return f"{anzahl:,}".replace(",", ".")
