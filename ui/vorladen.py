"""Parts of Streamlit's bundle that a page will ask for, named in its head so that the browser fetches them at once.

Streamlit loads the script of an element when the first such element arrives, that is after the bundle has started, the
server has answered and the page's script has run; a chart then asks for 26 files more.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import streamlit

JS = Path(streamlit.__file__).parent / "static" / "static" / "js"
IMMER = ("Html",)
DIAGRAMM = "ArrowVegaLiteChart"
# Path of a page → the elements it shows at once, as Streamlit names their scripts.
TEILE = {
    "/": (DIAGRAMM,),
    "/handlungsfelder": ("TextInput", "Selectbox", "Multiselect", "ButtonGroup", "DownloadButton"),
    "/zustaendigkeiten": (DIAGRAMM, "ButtonGroup", "DownloadButton"),
    "/termine": (DIAGRAMM, "ButtonGroup", "Selectbox", "Multiselect", "Button"),
}
LINK = '<link rel="modulepreload" crossorigin href="/static/js/%s">'
_IMPORT = re.compile(r"""(?:from|import)\s*["'`]\./([^"'`]+\.js)["'`]""")


def links(path: str, index: str) -> str:
    """<link> elements for what the page at `path` needs beyond what `index` names already."""
    return _links((*IMMER, *TEILE.get(path, ())), index)


@lru_cache(maxsize=16)
def _links(names: tuple[str, ...], index: str) -> str:
    known = set(re.findall(r'/static/js/([^"]+\.js)', index))
    needed = dict.fromkeys(each for name in names for each in _with_imports(name, JS))
    return "".join(LINK % each for each in needed if each not in known)


def _with_imports(name: str, folder: Path) -> list[str]:
    """The script of an element and all it imports; [] if this Streamlit names it differently."""
    found: dict[str, None] = {}
    waiting = [path.name for path in folder.glob(f"{name}.*.js")][:1]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found[each] = None
            waiting += _imports(folder / each)
    return list(found)


def _imports(path: Path) -> Iterator[str]:
    yield from _IMPORT.findall(path.read_text(encoding="utf-8"))
