"""The clock inside the page: the first animation frame in which the page is right."""

import json
from dataclasses import dataclass

# Marks of a chart, however it is drawn: Vega as SVG, Plotly, a ready picture.
MARKS = "svg .role-mark path, svg .role-mark text, .barlayer .point path, .bild-fertig path"
START = """(() => {
  const right = %s;
  const look = () => { if (right()) window.ilmFertig = performance.now(); else requestAnimationFrame(look); };
  requestAnimationFrame(look);
})()"""
FERTIG = "() => window.ilmFertig > 0"
# Everything that came over the line until then, as the browser counts it (headers included; nothing for the kept).
GELADEN = """() => {
  const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    .filter(each => each.startTime <= window.ilmFertig);
  return {ms: window.ilmFertig, anfragen: all.length, kb: all.reduce((sum, each) => sum + each.transferSize, 0) / 1000};
}"""
KLICK = """() => {
  window.ilmFertig = 0;
  addEventListener('click', event => { if (event.isTrusted) window.ilmKlick = event.timeStamp; }, {capture: true});
}"""


@dataclass(frozen=True)
class Richtig:
    """When a page is right: this text stands in this element, and each of `charts` charts has drawn its marks."""

    element: str
    text: str
    charts: int = 0
    chart: str = "[data-testid=stVegaLiteChart]"
    marke: str = "svg .role-mark *, canvas"
    # After a filter: how many bars there are, since the old picture has marks too.
    balken: tuple[str, int] = ("", 0)

    @property
    def js(self) -> str:
        """A function that says whether it is right now."""
        element, text, chart, marke = (json.dumps(each) for each in (self.element, self.text, self.chart, self.marke))
        return f"""() => {{
          if (!document.body) return false;
          const said = [...document.querySelectorAll({element})].some(each => each.textContent.includes({text}));
          const charts = said ? [...document.querySelectorAll({chart})] : [];
          return said && charts.length >= {self.charts} && charts.every(each => each.querySelector({marke}))
            && {self._balken()};
        }}"""

    def _balken(self) -> str:
        element, anzahl = self.balken
        return f"document.querySelectorAll({json.dumps(element)}).length === {anzahl}" if element else "true"
