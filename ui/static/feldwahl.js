// The choice of a Handlungsfeld, seen at the click: the server has sent what every field shows, hidden, and draws the
// same a moment later. The address says what is chosen; without this script the server alone does it.
"use strict";

{
  let gesagt = null;
  let fokus = null;

  function wahl() {
    const nav = document.querySelector("nav.feldwahl[data-sofort]");
    const links = nav ? [...nav.querySelectorAll("a[data-wahl]")] : [];
    // On the way to another page the address is ahead of what is drawn.
    if (links[0]?.pathname !== location.pathname) return null;
    const asked = new URLSearchParams(location.search).get("feld") ?? "";
    return { links, feld: links.some((link) => link.dataset.wahl === asked) ? asked : "", server: nav.dataset.feld };
  }

  function hide(element, hidden) {
    if (element.hidden !== hidden) element.hidden = hidden;
  }

  function showFeld() {
    const gewaehlt = wahl();
    if (!gewaehlt) return;
    const { links, feld, server } = gewaehlt;
    for (const link of links) {
      const current = link.dataset.wahl === feld;
      if (current !== link.hasAttribute("aria-current")) link.toggleAttribute("aria-current", current);
      if (current && link.ariaCurrent !== "true") link.ariaCurrent = "true";
    }
    for (const part of document.querySelectorAll("[data-nur-feld]")) hide(part, part.dataset.nurFeld !== feld);
    for (const part of document.querySelectorAll("[data-zu-feld]")) hide(part, feld !== "" && part.dataset.zuFeld !== feld);
    showInChart(feld, server);
    keepFocus(links);
  }

  // Vega listens to an invisible field of its own; "*" there means that the choice of the server holds.
  function showInChart(feld, server) {
    for (const input of document.querySelectorAll("input[name=feld_im_browser]")) {
      if (feld === (input.value === "*" ? server : input.value)) continue;
      input.value = feld;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  // The server draws the links anew, and the one with the focus would be gone.
  function keepFocus(links) {
    if (fokus === null || document.activeElement !== document.body) return;
    links.find((link) => link.dataset.wahl === fokus)?.focus({ preventScroll: true });
  }

  document.addEventListener("focusin", (event) => {
    fokus = event.target instanceof Element ? (event.target.closest(".feldwahl a")?.dataset.wahl ?? null) : null;
  });
  document.addEventListener("pointerdown", (event) => {
    if (!(event.target instanceof Element && event.target.closest(".feldwahl"))) fokus = null;
  }, true);

  // One sentence for screen readers, when what is shown has changed; not for what a page shows at first.
  function say() {
    const satz = [...document.querySelectorAll("[data-ansage]")].find((part) => !part.hidden);
    const text = satz ? `${satz.dataset.ansage}: ${satz.textContent.trim()}` : null;
    if (text === gesagt) return;
    const isFirst = gesagt === null || text === null;
    gesagt = text;
    if (!isFirst) region().textContent = text;
  }

  function region() {
    const found = document.getElementById("feldansage");
    if (found) return found;
    const made = document.createElement("p");
    Object.assign(made, { id: "feldansage", className: "nur-vorlesen", role: "status" });
    document.body.append(made);
    return made;
  }

  function follow() {
    showFeld();
    say();
  }

  // First what is seen, then, after that frame, the word to Streamlit.
  document.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element && event.target.closest("nav.feldwahl[data-sofort] a[data-wahl]");
    if (!link) return;
    event.preventDefault();
    if (link.href !== location.href) history.pushState({}, "", link.href);
    follow();
    requestAnimationFrame(() => setTimeout(() => window.dispatchEvent(new PopStateEvent("popstate"))));
  }, true);

  window.addEventListener("popstate", follow);
  document.addEventListener("DOMContentLoaded", region);
  new MutationObserver(follow).observe(document.documentElement, { subtree: true, childList: true });
}
