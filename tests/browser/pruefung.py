"""What holds on every page at every size: axe-core (WCAG 2.1 A and AA), structure, room for fingers, width, German."""

import re
from itertools import pairwise

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

AXE = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    # What passes is not described node by node: on a page with a large chart that takes longer than the checks.
    "resultTypes": ["violations"],
}
# What Streamlit draws and we cannot change: (rule of axe, part of the selector, why). Empty: everything is mended.
AUSNAHMEN: tuple[tuple[str, str, str], ...] = ()
OVERFLOW = """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
  .map(element => element.scrollWidth - element.clientWidth)"""
NAMES_OF_CHART = """chart => [chart, ...chart.querySelectorAll('[aria-label], [alt]')]
  .map(e => e.getAttribute('aria-label') || e.getAttribute('alt') || '')"""
# WCAG 2.2, 2.5.8: a smaller target needs room, so that a circle of 24 px on it meets no other target.
TOO_TIGHT = """() => {
  const own = '.fusszeile a, ol.liste a, ul a, .konto a, .konto button, table.ilm a, .pfad a, .treffer a, .weiter a';
  const boxes = [...document.querySelectorAll(own)]
    .filter(e => e.checkVisibility() && e.getClientRects().length)
    .map(e => ({name: e.innerText.trim(), box: e.getBoundingClientRect()}));
  const middle = box => [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const reach = (x, y, box) => Math.hypot(
    x - Math.max(box.left, Math.min(x, box.right)), y - Math.max(box.top, Math.min(y, box.bottom)));
  const small = ({box}) => Math.min(box.width, box.height) < 24;
  return boxes.filter(small).filter(({name, box}) => boxes.some(other => {
    if (other.box === box) return false;
    const [x, y] = middle(box);
    return small(other) ? Math.hypot(x - middle(other.box)[0], y - middle(other.box)[1]) < 24
                        : reach(x, y, other.box) < 12;
  })).map(({name}) => name);
}"""

# --- accessibility ------------------------------------------------------------------------------


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=AXE).response["violations"]
    return [
        f"{v['id']}: {node['target']} {node['failureSummary']}"
        for v in found
        for node in v["nodes"]
        if not any(v["id"] == rule and part in str(node["target"]) for rule, part, _ in AUSNAHMEN)
    ]


def check_structure(page: Page) -> None:
    """One h1 that comes first, no level left out, every id once, the language, one main part."""
    levels = [int(tag[1]) for tag in page.locator("h1, h2, h3, h4, h5").evaluate_all("all => all.map(e => e.tagName)")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels)), levels
    ids = page.locator("[id]").evaluate_all("all => all.map(e => e.id)")
    assert len(ids) == len(set(ids))
    assert page.locator("html").get_attribute("lang") == "de"
    expect(page.get_by_role("main")).to_have_count(1)


def check_chart(chart: Locator) -> None:
    """Its name says what is seen, with figures, and names the parts too."""
    names = chart.evaluate(NAMES_OF_CHART)
    assert len(names[0]) > 60, names[0]
    assert any(character.isdigit() for character in names[0])


def unfold(page: Page) -> None:
    """Opens everything that can be folded up."""
    page.evaluate("() => document.querySelectorAll('details:not([open]) > summary').forEach(part => part.click())")
    expect(page.locator("details:not([open])")).to_have_count(0)


# --- German -------------------------------------------------------------------------------------

# Words of Streamlit's fixed English and of any English interface; none of them is a German word.
ENGLISH = re.compile(
    r"\b(choose|select|selected|options?|search|running|rerun|stop|close|clear|press|apply|show|hide|download|"
    r"fullscreen|loading|deploy|settings|help|remove|results?|matches|connection|connecting|error|warning|skip|content|"
    r"sidebar|menu|main|expand|collapse|value|page|found|view|more|less|submit|cancel|today|month|previous|next|copy|"
    r"copied|data|chart|spec|password|username|dismiss|open|print|made with|streamlit|january|february|march|may|june|"
    r"july|october|december|monday|sunday|visualization|legend|axis|mark|the|and|of|with|your|this|is|are|not|to)\b",
    re.IGNORECASE,
)
# Names, and the one English word German offices use for it.
NAMES = re.compile(
    r"Welcome Center Thuringia|Violence [Pp]revention Network|Web Content Accessibility Guidelines|axe-core|"
    r"`[^`]*`|streamlit-authenticator"
)
# Attributes too, as screen readers and tooltips say them; "name: value" lists of a chart carry our own field names.
COLLECT = """() => {
  const skip = e => e.closest('[data-testid=stIconMaterial], .stIconMaterial, script, style, code');
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent && !skip(parent) && walker.currentNode.data.trim()) found.push(walker.currentNode.data.trim());
  }
  const names = ['aria-label', 'aria-roledescription', 'aria-valuetext', 'title', 'placeholder', 'alt'];
  for (const e of document.querySelectorAll(names.map(name => `[${name}]`).join()))
    for (const name of names) if (e.getAttribute(name) && !skip(e)) found.push(e.getAttribute(name));
  return found;
}"""
VALUES_OF = re.compile(r"\b[a-z_]+: ")


def leftovers(page: Page) -> list[str]:
    """English texts that are left on the page."""
    texts = {text: VALUES_OF.sub("", NAMES.sub("", text)) for text in page.evaluate(COLLECT)}
    return sorted(text for text, rest in texts.items() if ENGLISH.search(rest))
