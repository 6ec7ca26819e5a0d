"""Chains such as a Stelle and its parent, or a Stelle and its successor: they may not run in a circle."""

from collections.abc import Iterator, Mapping

from ilm_data.rules.fehler import RegelVerletzt


def chain_from(start: int, weiter: Mapping[int, int | None]) -> Iterator[int]:
    """`start` and all that follow it; ends also when the stored chain is a circle already."""
    seen: set[int] = set()
    current: int | None = start
    while current is not None and current not in seen:
        seen.add(current)
        yield current
        current = weiter.get(current)


def check_no_circle(von: int, nach: int | None, weiter: Mapping[int, int | None], satz: str) -> None:
    """Raises RegelVerletzt with `satz` when linking `von` to `nach` would close a circle."""
    if nach is not None and von in chain_from(nach, weiter):
        raise RegelVerletzt(satz)
