"""Small safe HTML: every text is escaped here, so no report and no title can bring its own markup."""

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import repeat

import streamlit as st

SVG = "http://www.w3.org/2000/svg"


def tag(name: str, *children: str, cls: str | None = "", **attributes: str | None) -> str:
    """An element around ready HTML. Attribute names: `aria_label` becomes aria-label; None is left out."""
    pairs = {"class": cls or None, **attributes}
    text = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in pairs.items() if value is not None
    )
    return f"<{name}{text}>{''.join(children)}</{name}>"


def text(value: object) -> str:
    """Plain text, escaped."""
    return escape(str(value))


def link(href: str, label: str, cls: str = "") -> str:
    """A link inside the app: app.js follows it without reloading, and without script it works as it stands."""
    return tag("a", text(label), cls=f"intern {cls}".strip(), href=href)


def follow(href: str) -> None:
    """Leads to another page right away, after a click in a chart: app.js follows this link as soon as it is there.

    st.switch_page would first write the query of the new page behind the old one's path, where Back then leads.
    """
    st.html(tag("a", "", cls="intern sofort", href=href, hidden="hidden"))


def hidden(value: str) -> str:
    """Text for screen readers only."""
    return tag("span", text(value), cls="nur-vorlesen")


def svg_bild(svg: str, alt: str, cls: str) -> str:
    """A drawing as an image: st.html takes <svg> out. Without `alt` it says nothing to a screen reader."""
    quelle = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    return tag("img", cls=cls, src=quelle, alt=alt)


def folded(label: str, inner: str) -> str:
    """Ready HTML that opens on a click; nothing at all when there is nothing inside."""
    return tag("details", tag("summary", text(label)), inner) if inner else ""


Attribute = Mapping[str, str | None]


def table(
    head: Iterable[str],
    rows: Iterable[Iterable[str]],
    *,
    caption: str,
    cls: str = "",
    attributes: Sequence[Attribute] | None = None,
) -> str:
    """A real table from ready HTML cells; the first cell of a row is its header. Scrolls sideways when narrow.

    The caption names the table for screen readers; what the eye needs stands in the heading above.
    `attributes` are those of each row.
    """
    columns = list(head)
    header = tag("tr", *(tag("th", text(cell), scope="col") for cell in columns))
    of_rows: Iterable[Attribute] = repeat({}) if attributes is None else attributes
    body = "".join(
        _row(list(cells), columns, each) for cells, each in zip(rows, of_rows, strict=attributes is not None)
    )
    inner = tag("caption", hidden(caption)) + tag("thead", header) + tag("tbody", body)
    table_ = tag("table", inner, cls=f"ilm {cls}".strip())
    return tag("div", table_, cls="tabelle", tabindex="0", role="region", aria_label=caption)


def _row(cells: list[str], columns: list[str], attributes: Attribute) -> str:
    first = tag("th", cells[0], scope="row", data_spalte=columns[0])
    rest = (tag("td", cell, data_spalte=name) for cell, name in zip(cells[1:], columns[1:], strict=True))
    return tag("tr", first, *rest, **attributes)


def show(html: str) -> None:
    """Draws ready HTML; nothing where there is none (Streamlit refuses an empty text)."""
    if html:
        st.html(html)
