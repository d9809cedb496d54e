/**
 * Every page: the colours; the size of the text, chosen at the page's end; the other language
 * at the same place; links whose # was encoded; what a report of a mistake and a print say of the
 * place and the day; tools for agents in the browser. A theme may add to this file.
 */
import { Choices } from "./parts/choices.js";
import { inWords } from "./parts/days.js";

/** The site's root opens the names of what is kept: another site may stand on the same host. */
const choices = new Choices(new URL("../", import.meta.url).href);

/** Sizes of the text: a button for each, and the one that was chosen last. */
function startTextSize() {
  const name = "text-size";
  const group = /** @type {HTMLElement} */ (document.querySelector(".text-size"));
  const buttons = [...group.querySelectorAll("button")];

  /** @param {string} size */
  function show(size) {
    document.documentElement.dataset.textSize = size;
    for (const button of buttons)
      button.setAttribute("aria-pressed", String(button.dataset.size === size));
  }

  for (const button of buttons)
    button.addEventListener("click", () => {
      const size = button.dataset.size ?? "";
      show(size);
      choices.put(name, size);
    });
  const chosen = choices.get(name);
  if (buttons.some((button) => button.dataset.size === chosen)) show(chosen);
  group.hidden = false;
}

/**
 * Light, dark or, first, as the device has it. The script in the page shows the colours before it
 * is painted; this is the button that changes them.
 */
function startColours() {
  const name = "colours";
  const button = /** @type {HTMLElement} */ (document.querySelector(".colours"));
  const states = /** @type {HTMLElement[]} */ ([...button.children]);
  const current = () => states.findIndex((state) => !state.hidden);
  const choice = (/** @type {number} */ i) => states[i % states.length].dataset.colours ?? "";

  /** @param {string} chosen */
  function show(chosen) {
    const shown = states.find((state) => state.dataset.colours === chosen) ?? states[0];
    const label = shown.dataset.label ?? "";
    window.showColours(chosen);
    for (const state of states) state.hidden = state !== shown;
    button.title = label;
    button.setAttribute("aria-label", label);
  }

  button.addEventListener("click", () => {
    const next = choice(current() + 1);
    choices.put(name, next);
    show(next);
  });
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", () => window.showColours(choice(current())));
  show(choices.get(name));
  button.hidden = false;
}

/**
 * Some applications write the # of a link as %23. That address names no page; it leads to the
 * calculator's link that was meant.
 */
function mendLink() {
  const address = new URL(location.href);
  const [, page, link = ""] = /^(.*?)%23(.*)$/i.exec(address.pathname) ?? [];
  if (!/v(=|%3D)1(&|%26).*a(=|%3D)/i.test(link)) return;
  Object.assign(address, { pathname: page, search: "", hash: link });
  location.replace(address);
}

/** The other language answers the same question (`?on=`, `?q=`) and opens at the same anchor. */
function startLanguages() {
  document.addEventListener("click", ({ target }) => {
    const link = target instanceof Element && target.closest("a[hreflang]");
    if (link) Object.assign(link, { search: location.search, hash: location.hash });
  });
}

/**
 * "Something wrong here?" at the page's end tells of the place that the address leads to: as the
 * link beside a clause does, or by its anchor. Answers in the address are no place, and stay here.
 */
function startReport() {
  const link = /** @type {HTMLAnchorElement} */ (document.querySelector(".imprint .report"));
  const { href } = link;
  const page = encodeURIComponent(link.dataset.address ?? "");
  link.addEventListener("click", () => {
    const place = decodeURIComponent(location.hash.slice(1));
    const clause = /** @type {HTMLAnchorElement | null} */ (
      document.querySelector(`.report[data-place="${CSS.escape(place)}"]`)
    );
    const anchor = document.getElementById(place) ? encodeURIComponent(`#${place}`) : "";
    link.href = clause?.href ?? href.replace(page, page + anchor);
  });
}

/** On paper the foot of each page says where it is from, of which version and of which day. */
function startPrint() {
  const line = /** @type {HTMLElement} */ (document.querySelector(".printed"));
  const from = line.textContent?.trim();
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);
  addEventListener("beforeprint", () => {
    const today = inWords(new Date(), document.documentElement.lang);
    const day = line.dataset.day?.replace("{day}", today);
    line.textContent = `${from} · ${day}`;
    const words = JSON.stringify(line.textContent);
    sheet.replaceSync(`@page { @bottom-left { content: ${words}; font: 8.5pt sans-serif } }`);
  });
}

/** Where the browser has agents, the page of a calculator offers them its tools. */
async function startTools() {
  const calculator = document.querySelector("subsidy-calculator:not([mode])");
  const context = document.modelContext ?? navigator.modelContext;
  if (!calculator || !context) return;
  const { offer } = await import("./calculator/tools.js");
  await offer(/** @type {HTMLElement} */ (calculator), context);
}

mendLink();
startTextSize();
startColours();
startLanguages();
startReport();
startPrint();
startTools().catch(console.warn);
