/**
 * Every page: the colours; the size of the text, chosen at its end; the other language at the
 * same place; and how a page keeps a choice on this device. A theme may add to this file.
 */

/** A choice that was kept, or null; null as well where nothing may be kept. @param {string} name */
export function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Where nothing may be kept, a choice lasts as long as the page. @param {string} name @param {string} value */
export function keep(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // As said.
  }
}

const SIZE = "text-size";
const choice = document.querySelector(".text-size");
const buttons = choice.querySelectorAll("button");

/** @param {string} size */
function show(size) {
  document.documentElement.dataset.textSize = size;
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.size === size));
}

choice.addEventListener("click", ({ target }) => {
  const { size } = target.dataset;
  if (!size) return;
  show(size);
  keep(SIZE, size);
});

const chosen = kept(SIZE);
if ([...buttons].some((button) => button.dataset.size === chosen)) show(chosen);
choice.hidden = false;

/** Light, dark or, first, as the device has it: the script in the page shows them before it is painted. */
const COLOURS = "colours";
const colours = document.querySelector(".colours");
const states = [...colours.children];
const current = () => states.find((state) => !state.hidden);

/** @param {string | null} choice */
function showState(choice) {
  const shown = states.find((state) => state.dataset.colours === choice) ?? states[0];
  window.showColours(choice);
  for (const state of states) state.hidden = state !== shown;
  colours.title = shown.dataset.label;
  colours.setAttribute("aria-label", shown.dataset.label);
}

colours.addEventListener("click", () => {
  const next = states[(states.indexOf(current()) + 1) % states.length].dataset.colours;
  keep(COLOURS, next);
  showState(next);
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => window.showColours(current().dataset.colours));

showState(kept(COLOURS));
colours.hidden = false;

/** The other language answers the same question (`?on=`, `?q=`) and opens at the same anchor. */
document.addEventListener("click", ({ target }) => {
  const link = target.closest("a[hreflang]");
  if (link) Object.assign(link, { search: location.search, hash: location.hash });
});
