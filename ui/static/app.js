// What Streamlit does not do by itself: find its server from a deep link, follow our links without a
// reload, and speak German in its few fixed words.
"use strict";

// Says where the server is; otherwise a deep link first asks below its own path and gets two 404s.
// HOST_CONFIG is what /_stcore/host-config would answer: known beforehand, the connection opens without asking first.
window.__streamlit = {
  BACKEND_BASE_URL: location.origin,
  MAIN_PAGE_BASE_URL: location.origin,
  HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false, enableCustomParentMessages: false },
};

// --- Links inside the app: same page load, real addresses, Back works -------------------------
document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element && event.target.closest("a.intern");
  if (!link || link.origin !== location.origin) return;
  event.preventDefault();
  history.pushState({}, "", link.href);
  // Streamlit runs the page of the address whenever the browser's history moves.
  window.dispatchEvent(new PopStateEvent("popstate"));
  if (!link.closest(".feldwahl")) document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
});

// --- Links that the server wants followed at once, after a click in a chart ---
const FOLLOWED = new WeakSet();

function followAtOnce() {
  for (const link of document.querySelectorAll("a.sofort")) {
    if (FOLLOWED.has(link)) continue;
    FOLLOWED.add(link);
    link.click();
  }
}

new MutationObserver(followAtOnce).observe(document.documentElement, { subtree: true, childList: true });

// --- Login: exchange the ticket for the cookie, and tell password managers what the fields are ---
const REDEEMED = new Set();

function redeem(form) {
  const ticket = form.dataset.ticket;
  if (!ticket || REDEEMED.has(ticket)) return;
  REDEEMED.add(ticket);
  // Refused or offline: this tab stays logged in all the same, others will ask for the password.
  fetch("/ilm/einloesen", { method: "POST", credentials: "same-origin", body: new URLSearchParams({ ticket }) }).catch(() => {});
}

function nameLoginFields(mask) {
  const fields = [["input[type=text]", "username"], ["input[type=password]", "current-password"]];
  for (const [selector, purpose] of fields) {
    const input = mask.querySelector(selector);
    if (!input || input.autocomplete === purpose) continue;
    input.autocomplete = purpose;
    input.setAttribute("autocapitalize", "none");
    input.setAttribute("spellcheck", "false");
    if (purpose === "username" && !document.activeElement?.matches("input, textarea")) input.focus();
  }
}

function lookForLogin() {
  document.querySelectorAll("form[data-ticket]").forEach(redeem);
  document.querySelectorAll(".st-key-anmeldung").forEach(nameLoginFields);
}

new MutationObserver(lookForLogin).observe(document.documentElement, { subtree: true, childList: true });

// --- Activity: whoever types or clicks is there, also where nothing reaches the script of the page ---
const SIGN_EVERY = 60000;
let lastSign = Date.now();

function signOfLife(event) {
  if (!event.isTrusted || Date.now() - lastSign < SIGN_EVERY || !document.querySelector(".konto form")) return;
  lastSign = Date.now();
  fetch("/ilm/aktiv", { method: "POST", credentials: "same-origin" }).catch(() => {});
}

addEventListener("pointerdown", signOfLife, true);
addEventListener("keydown", signOfLife, true);

// --- German -----------------------------------------------------------------------------------
const WORDS = {
  "Running...": "Wird geladen …",
  "Stop": "Anhalten",
  "Rerun": "Neu laden",
  "Always rerun": "Immer neu laden",
  "Close": "Schließen",
  "Cancel": "Abbrechen",
  "Clear": "Leeren",
  "Clear all": "Alles entfernen",
  "Clear value": "Leeren",
  "Clear search": "Suche leeren",
  "Clear entry": "Eintrag leeren",
  "Sidebar": "Menü",
  "Remove": "Entfernen",
  "Search": "Suchen",
  "Select all": "Alle wählen",
  "Select matches": "Treffer wählen",
  "Deselect all": "Keine wählen",
  "Choose an option": "Bitte wählen",
  "Choose options": "Bitte wählen",
  "No results": "Nichts gefunden",
  "No options to select.": "Nichts zur Auswahl",
  "No options to select": "Nichts zur Auswahl",
  "No matching options": "Nichts gefunden",
  "Press Enter to apply": "Mit Enter übernehmen",
  "Press Enter to submit form": "Mit Enter absenden",
  "Fullscreen": "Vollbild",
  "View fullscreen": "Vollbild",
  "Close fullscreen": "Vollbild schließen",
  "Exit fullscreen": "Vollbild schließen",
  "Expand": "Aufklappen",
  "Collapse": "Zuklappen",
  "Show/hide columns": "Spalten wählen",
  "Download as CSV": "Als CSV herunterladen",
  "Copy to clipboard": "Kopieren",
  "Copied": "Kopiert",
  "Main menu": "Menü",
  "Open sidebar": "Menü öffnen",
  "Close sidebar": "Menü schließen",
  "Expand sidebar": "Menü öffnen",
  "Collapse sidebar": "Menü schließen",
  "Connection error": "Keine Verbindung",
  "Connecting...": "Verbindung wird aufgebaut …",
  "CONNECTING": "Verbindung wird aufgebaut",
  "Please wait...": "Bitte warten …",
  "Page not found": "Seite nicht gefunden",
  "The page that you have requested does not seem to exist. Running the app's main page.":
    "Unter dieser Adresse gibt es keine Seite. Sie sehen den Überblick.",
  "App pages": "Seiten",
  "Navigate to home page": "Zur Startseite",
  "Notifications": "Hinweise",
  "Dismiss": "Schließen",
  "Multiselect options": "Auswahl",
  "Selectbox options": "Auswahl",
  "Selected values": "Gewählte Werte",
  "Drag and drop a file here": "Datei hierher ziehen",
  "Drag and drop files here": "Dateien hierher ziehen",
  "Browse files": "Datei auswählen",
  "Upload": "Datei auswählen",
  "Add files": "Andere Datei",
  "add icon": "Zeichen",
  "Show password": "Kennwort zeigen",
  "Hide password": "Kennwort verbergen",
  "Invalid input.": "Diese Eingabe ist nicht möglich.",
  "Network error": "Keine Verbindung",
  "Download failed": "Das Herunterladen ist fehlgeschlagen.",
  "Connection lost. Please wait for the app to reconnect, then try again.":
    "Die Verbindung ist unterbrochen. Bitte warten Sie einen Augenblick und versuchen Sie es noch einmal.",
  "Skip to main content": "Zum Inhalt springen",
  "Show more": "Mehr zeigen",
  "Show less": "Weniger zeigen",
  "View more": "Mehr",
  "View less": "Weniger",
  "Help": "Hilfe",
  "Print": "Drucken",
  "Record screen": "Bildschirm aufnehmen",
  "Settings": "Einstellungen",
  "Open": "Öffnen",
  "open": "öffnen",
  "Loading...": "Wird geladen …",
  "Link to heading": "Verweis auf diese Überschrift",
  "Warning": "Warnung",
  "Error": "Fehler",
  "Info": "Hinweis",
};
const PATTERNS = [
  [/^(\d+) more$/, "$1 weitere"],
  [/^View (\d+) more$/, "$1 weitere"],
  [/^Select (\d+) matches$/, "$1 Treffer wählen"],
  [/^Show data: ([^]*)$/, "Daten zeigen: $1"],
  [/^Show chart: ([^]*)$/, "Diagramm zeigen: $1"],
  [/^Copy Vega-Lite spec([^]*)$/, "Bauplan des Diagramms kopieren$1"],
  [/^Close fullscreen: ([^]*)$/, "Vollbild schließen: $1"],
  [/^Fullscreen: ([^]*)$/, "Vollbild: $1"],
  // What Vega says of its axes.
  [/^([XY])-axis(?: titled '([^']*)')? for an? [\w -]+ scale with \d+ values?: ([^]*?)(?:, ending with ([^]*))?$/,
    (_, axis, title, values, last) => `${axis}-Achse${title ? " " + title : ""}: ${values}${last ? " bis " + last : ""}`],
  [/^([XY])-axis(?: titled '([^']*)')? for an? [\w -]+ scale with values from ([^]*) to ([^]*)$/,
    (_, axis, title, von, bis) => `${axis}-Achse${title ? " " + title : ""} von ${von} bis ${bis}`],
  [/^Download as (PNG|SVG|CSV)([^]*)$/, "Als $1 herunterladen$2"],
  [/^(\d+) options? available\.?([^]*)$/, "$1 zur Auswahl.$2"],
  [/^(\d+) results? available\.?([^]*)$/, "$1 zur Auswahl.$2"],
  [/^Remove (.+)$/, "$1 entfernen"],
  [/^(?:Limit )?(\d+)\s?MB per file([^]*)$/, "höchstens $1 MB$2"],
  [/^(.+) files are not allowed\.?$/, "Dateien der Art $1 gehen nicht. Bitte wählen Sie CSV, ZIP, XLSX oder XLS."],
  [/^File must be (\d+)\s?MB or smaller\.?$/, "Die Datei darf höchstens $1 MB groß sein."],
  [/^Show password text$/, "Kennwort zeigen"],
  [/^Hide password text$/, "Kennwort verbergen"],
  [/^Help for (.+)$/, "Hilfe zu $1"],
  [/^Selected (.+)\. (.+)$/, "Gewählt: $1. $2"],
  [/^(\d+)\/(\d+) characters?$/, "$1 von $2 Zeichen"],
  [/^Is Streamlit still running\?.*$/, "Der Server ist nicht erreichbar. Die Seite verbindet sich von selbst wieder."],
  [/^You can only select up to (\d+) options.*$/, "Höchstens $1 können gewählt werden."],
];
const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt"];
// What screen readers say about the parts of a chart.
const ROLES = {
  "visualization": "Diagramm",
  "bar": "Balken",
  "axis": "Achse",
  "legend": "Legende",
  "title": "Titel",
  "point": "Punkt",
  "tick": "Strich",
};
const ROLE_PATTERN = [/^[a-z]+ mark( container)?$/, (_, container) => (container ? "Gruppe" : "Zeichen")];
// What people wrote stays as they wrote it.
const UNTOUCHED = ".stHtml, [data-testid='stMarkdownContainer'], script, style, textarea";

function german(text) {
  const word = text.trim();
  if (!word || word.length > 2000) return null;
  if (Object.hasOwn(WORDS, word)) return text.replace(word, WORDS[word]);
  for (const [pattern, replacement] of PATTERNS) if (pattern.test(word)) return word.replace(pattern, replacement);
  return null;
}

function translate(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    const parent = node.parentElement;
    // The button inside an upload field is Streamlit's, though it is drawn like a label of ours.
    if (parent?.closest(UNTOUCHED) && !parent.closest("[data-testid='stFileUploaderDropzone']")) return;
    const word = german(node.data);
    if (word !== null && word !== node.data) node.data = word;
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  for (const name of ATTRIBUTES) {
    const value = node.getAttribute(name);
    const word = value && german(value);
    if (word && word !== value) node.setAttribute(name, word);
  }
  const role = node.getAttribute("aria-roledescription");
  if (role) {
    const word = ROLES[role] ?? role.replace(...ROLE_PATTERN);
    if (word !== role) node.setAttribute("aria-roledescription", word);
  }
  for (const child of node.childNodes) translate(child);
}

new MutationObserver((changes) => {
  for (const change of changes) {
    if (change.type === "attributes" || change.type === "characterData") translate(change.target);
    else change.addedNodes.forEach(translate);
  }
}).observe(document.documentElement, {
  subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: [...ATTRIBUTES, "aria-roledescription"],
});

// --- Sitzungsmodus: one slide of many, keys, automatic advance, and a word when the server is away ---
// The address says which slide is seen; everything here follows from it, so reload, Back and a shared link just work.
const BLAETTERN = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1, Home: -Infinity, End: Infinity };
let angehalten = false;
let naechsteFolie = 0;
let gesehen = "";
let getrenntUm = "";

{
  // Streamlit reads at its start whether it is embedded; without that it would open an English dialog.
  const start = new URL(location.href);
  if (start.pathname === "/sitzung" && start.searchParams.get("folie") && !start.searchParams.has("embed")) {
    start.searchParams.set("embed", "true");
    history.replaceState(history.state, "", start);
  }
}

function setAddress(name, value, add) {
  const ziel = new URL(location.href);
  if (value) ziel.searchParams.set(name, value);
  else ziel.searchParams.delete(name);
  if (ziel.href === location.href) return;
  if (add) history.pushState({}, "", ziel);
  else history.replaceState(history.state, "", ziel);
  showFolie();
}

function folienOf(buehne) {
  const folien = [...buehne.querySelectorAll(".folie")];
  const wanted = new URLSearchParams(location.search).get("folie");
  return { folien, hier: Math.max(0, folien.findIndex((folie) => folie.dataset.folie === wanted)) };
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function showFolie() {
  const buehne = document.querySelector(".projektion");
  if (!buehne) return;
  const { folien, hier } = folienOf(buehne);
  folien.forEach((folie, nr) => { if (folie.hidden !== (nr !== hier)) folie.hidden = nr !== hier; });
  const dunkel = new URLSearchParams(location.search).get("farbe") === "dunkel";
  buehne.classList.toggle("dunkel", dunkel);
  buehne.classList.toggle("hell", !dunkel);
  for (const knopf of buehne.querySelectorAll(".folie-pause")) setText(knopf, angehalten ? "▶ Weiter" : "❚❚ Pause");
  const verbindung = buehne.querySelector(".folie-verbindung");
  if (verbindung) {
    setText(verbindung, getrenntUm ? `Verbindung unterbrochen – letzter Stand ${getrenntUm} Uhr` : "");
    verbindung.hidden = !getrenntUm;
  }
  const folie = folien[hier]?.dataset.folie ?? "";
  if (folie !== gesehen) planWechsel(buehne);
  gesehen = folie;
}

function planWechsel(buehne) {
  clearTimeout(naechsteFolie);
  const sekunden = Number(buehne.dataset.wechsel);
  if (sekunden && !angehalten) naechsteFolie = setTimeout(() => blaettern(1, true), sekunden * 1000);
}

function blaettern(schritt, vonSelbst = false) {
  const buehne = document.querySelector(".projektion");
  if (!buehne) return;
  const { folien, hier } = folienOf(buehne);
  const ende = folien.length - 1;
  const ziel = vonSelbst && hier === ende ? 0 : Math.min(ende, Math.max(0, hier + schritt));
  if (folien[ziel]) setAddress("folie", folien[ziel].dataset.folie, !vonSelbst);
}

function pausieren() {
  angehalten = !angehalten;
  showFolie();
  const buehne = document.querySelector(".projektion");
  if (buehne) planWechsel(buehne);
}

function wechsleFarbe() {
  const dunkel = new URLSearchParams(location.search).get("farbe") === "dunkel";
  setAddress("farbe", dunkel ? "" : "dunkel", false);
}

function vollbild() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen().catch(() => {});
}

const TASTEN = { p: pausieren, d: wechsleFarbe, f: vollbild };

document.addEventListener("keydown", (event) => {
  if (!document.querySelector(".projektion") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === " " && event.target instanceof Element && event.target.closest("button, a")) return;
  const taste = TASTEN[event.key.toLowerCase()];
  if (!taste && !Object.hasOwn(BLAETTERN, event.key)) return;
  event.preventDefault();
  event.stopPropagation();
  if (taste) taste();
  else blaettern(BLAETTERN[event.key]);
}, true);

document.addEventListener("click", (event) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
  const ziel = event.target.closest(".projektion [data-zu], .projektion button");
  if (!ziel) return;
  event.preventDefault();
  if (ziel.dataset.zu) setAddress("folie", ziel.dataset.zu, true);
  else if (ziel.matches(".folie-pause")) pausieren();
  else wechsleFarbe();
});

window.addEventListener("popstate", showFolie);

const PULS_MS = 1000;
let gefuehlt = "";

async function fuehlePuls() {
  const buehne = document.querySelector(".projektion");
  if (buehne && !getrenntUm) {
    const antwort = await fetch("/ilm/puls", { cache: "no-store" }).catch(() => null);
    const puls = antwort?.ok ? await antwort.text() : "";
    // Asked once per pulse; Streamlit draws the page anew when the browser's history moves.
    if (puls && puls !== buehne.dataset.puls && puls !== gefuehlt) {
      gefuehlt = puls;
      window.dispatchEvent(new PopStateEvent("popstate"));
    }
  }
  setTimeout(fuehlePuls, PULS_MS);
}

fuehlePuls();

new MutationObserver((changes) => {
  if (!document.querySelector(".projektion")) return;
  const app = document.querySelector('[data-testid="stApp"]');
  const verbunden = app?.dataset.testConnectionState === "CONNECTED";
  if (verbunden) getrenntUm = "";
  else getrenntUm ||= new Date().toLocaleTimeString("de-DE", { hour: "2-digit", minute: "2-digit" });
  showFolie();
}).observe(document.documentElement, {
  subtree: true, childList: true, attributes: true, attributeFilter: ["data-test-connection-state"],
});
