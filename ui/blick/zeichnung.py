"""A chart drawn by the server: the very specification the browser gets, as inline SVG."""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

# What a screen reader gets is the alternative text of the whole picture; its parts would only repeat it.
_VORGELESEN = re.compile(r' (?:aria-\w+|role)="[^"]*"')
# Names of parts must not meet those of a second picture on the page.
_KLASSEN = re.compile(r' class="[^"]*"')


def to_svg(spec: Mapping[str, Any], *, breite: int, alt: str) -> str:
    """The chart at `breite` px as an <svg> that scales with its place; `alt` becomes its name.

    The first drawing of a process takes about two seconds, each further one less than a tenth.
    """
    # Loads a JavaScript engine of 80 MB: only when there is something to draw.
    import vl_convert

    drawn = vl_convert.vegalite_to_svg({**spec, "width": breite}, vl_version="6.4")
    bare = _KLASSEN.sub("", _VORGELESEN.sub("", drawn))
    head, _, rest = bare.partition(">")
    hoehe = re.search(r'height="([\d.]+)"', head)
    assert hoehe, "a drawing without height"
    box = f"0 0 {breite} {hoehe[1]}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" role="img" aria-label="{escape(alt)}">{rest}'
