"""Drawn once: HTML and chart specifications that all visitors share, kept by what they were drawn from.

A page runs for every visitor and every click, yet what it shows changes with the datenstand only. The loads of
ui/daten.py are one shared object per datenstand and Sicht, so that being the very same object says "nothing changed".
"""

from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import lru_cache, wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar

from ilm_data.queries.sicht import Sicht
from ui.kontext import Kontext
from ui.navigation import mitgenommen

P = ParamSpec("P")
T = TypeVar("T")
NACH_WERT = (str, int, float, date, Enum, type(None), Kontext, Sicht)


class _Selbst:
    """Equal to itself only; holding the value keeps its place in memory from being given to another."""

    __slots__ = ("wert",)

    def __init__(self, wert: object) -> None:
        self.wert = wert

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Selbst) and self.wert is other.wert

    def __hash__(self) -> int:
        return id(self.wert)


class _Platz:
    """Where one drawing is kept; whoever comes while it is being drawn waits for it instead of drawing it too."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.drawn: tuple[Any] | tuple[()] = ()

    def fill(self, draw: Callable[[], Any]) -> Any:
        with self.lock:
            if not self.drawn:
                self.drawn = (draw(),)
        return self.drawn[0]


def einmal(*nach_wert: type, maxsize: int = 32) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """For functions whose result depends on their positional arguments alone (and on what addresses carry along).

    Plain values, Kontext, Sicht and the types `nach_wert` count as equal by value, everything else (frames, tuples of
    rows) only when it is the same object. What comes back is shared: nobody may change it.
    """
    werte = (*NACH_WERT, *nach_wert)

    def decorate(draw: Callable[P, T]) -> Callable[P, T]:
        @lru_cache(maxsize=maxsize)
        def place(*_key: object) -> _Platz:
            return _Platz()

        @wraps(draw)
        def drawn(*args: P.args, **kwargs: P.kwargs) -> T:
            assert not kwargs, "positional arguments only: they are the key"
            key = (arg if isinstance(arg, werte) else _Selbst(arg) for arg in args)
            return place(mitgenommen(), *key).fill(lambda: draw(*args, **kwargs))  # type: ignore[no-any-return]

        return drawn

    return decorate
