"""What a page names beforehand it uses, and what it needs of Streamlit's late scripts it has named."""

import pytest

from browser.conftest import Besuch
from ui.vorladen import TEILE

# Module scripts of the page, with how they were asked for first.
SCRIPTS = """() => {
  const named = new Set([...document.querySelectorAll('head > link[rel=modulepreload]')].map(link => link.href));
  const loaded = performance.getEntriesByType('resource').filter(each => each.name.includes('/static/js/'));
  return loaded.map(each => each.name).filter(name => !named.has(name));
}"""


@pytest.mark.parametrize("path", TEILE)
def test_a_page_asks_for_nothing_late(besuch: Besuch, path: str) -> None:
    """All its scripts stand in its head, but for the entry itself."""
    page = besuch.open(path)
    late = [name.rsplit("/", 1)[1] for name in page.evaluate(SCRIPTS)]
    assert [name for name in late if not name.startswith("index.")] == []


def test_the_connection_opens_without_asking_first(besuch: Besuch) -> None:
    """Streamlit's own questions come after the connection, not before it."""
    page = besuch.page()
    order: list[str] = []
    page.on("websocket", lambda _socket: order.append("socket"))
    page.on("response", lambda response: order.append(response.url) if "host-config" in response.url else None)
    page.goto(besuch.base)
    page.wait_for_selector(".satz")
    assert order[0] == "socket"
