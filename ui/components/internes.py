"""Internal texts on pages that everybody may read: a box of its own, marked, folded where others may look on.

It is not printed: paper goes further than the right to read.
"""

from collections.abc import Iterable, Sequence

from ilm_data.queries.felder import ALLE_FELDER
from ilm_data.queries.internes import HemmnisZeile, InternesZeile
from ilm_data.queries.leitende import leitende
from ui.components import html
from ui.components.ansehen import massnahme_link
from ui.components.feldwahl import nur, zu
from ui.components.html import tag, text
from ui.formate import datum, plural
from ui.internes import is_leitung
from ui.kontext import Kontext

NUR_FUER = "Nur für Leitung, Koordination und die beteiligten Stellen. Wird nicht gedruckt."
KOPF = ("Maßnahme", "Hemmnis", "Erläuterung (intern)", "Nächster Schritt")


def show_internes(zeilen: Sequence[InternesZeile], *, offen: bool) -> None:
    """Notes and Hemmnis texts of one measure, newest first."""
    if zeilen:
        titel = plural(len(zeilen), "interner Vermerk", "interne Vermerke")
        _show(text(titel), tag("ul", *(_zeile(zeile) for zeile in zeilen)), offen=offen)


def _zeile(zeile: InternesZeile) -> str:
    von = f" · {zeile.stelle}" if zeile.stelle else ""
    kopf = tag("span", text(f"{datum(zeile.stand_am)}{von}"), cls="klein")
    art = f"Hemmnis {zeile.hemmnis.label}: " if zeile.hemmnis else "Hemmnis: "
    hemmnis = tag("p", tag("strong", text(art)), text(zeile.hemmnis_text)) if zeile.hemmnis_text else ""
    return tag("li", kopf, hemmnis, tag("p", text(zeile.intern)) if zeile.intern else "")


def show_hemmnisse(zeilen: Sequence[HemmnisZeile], felder: Iterable[str], feld: str, kontext: Kontext) -> None:
    """Where measures of the chosen field are held up and what would help, below the glance of the Überblick."""
    if zeilen:
        rows = [_hemmnis(zeile, kontext) for zeile in zeilen]
        seen = [zu(zeile.zeile.plan.feld_nr, feld) for zeile in zeilen]
        tabelle = html.table(KOPF, rows, caption="Hemmnisse mit Erläuterung", cls="hemmnistafel", attributes=seen)
        nrn = [zeile.zeile.plan.feld_nr for zeile in zeilen]
        titel = "".join(_anzahl(nr, nrn.count(nr) if nr else len(nrn), feld) for nr in (ALLE_FELDER, *felder))
        _show(titel, tabelle, offen=is_leitung())


def _anzahl(nr: str, anzahl: int, feld: str) -> str:
    satz = plural(anzahl, "Hemmnis mit Erläuterung", "Hemmnisse mit Erläuterung")
    return tag("span", text(satz), **nur(nr, feld))


def _hemmnis(h: HemmnisZeile, kontext: Kontext) -> list[str]:
    meldung, hemmnis = h.zeile.meldung, h.zeile.lage.hemmnis
    bis = tag("span", text(f"bis {datum(meldung.naechster_schritt_am)}"), cls="klein")
    schritt = text(meldung.naechster_schritt or "keiner gemeldet") + (bis if meldung.naechster_schritt_am else "")
    return [
        massnahme_link(h.zeile, kontext) + tag("span", text(leitende(h.zeile.stellen)), cls="klein"),
        tag("span", text(hemmnis.label if hemmnis else ""), cls="marke hemmnis"),
        text(h.erlaeuterung or "–") + tag("span", text(f"gemeldet {datum(h.stand_am)}"), cls="klein"),
        schritt,
    ]


def _show(titel: str, inner: str, *, offen: bool) -> None:
    marke = tag("span", text("intern"), cls="internmarke")
    kopf = tag("summary", marke, " ", titel)
    details = tag("details", kopf, tag("p", text(NUR_FUER), cls="klein"), inner, open="" if offen else None)
    html.show(tag("section", details, cls="nur-intern", aria_label="Intern"))
