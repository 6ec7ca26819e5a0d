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
    """The page comes also while Streamlit's question about its host has no answer yet."""
    page = besuch.page()
    page.route("**/_stcore/host-config", lambda _route: None)
    page.goto(besuch.base)
    page.wait_for_selector(".satz")
