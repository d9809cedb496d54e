/**
 * Every page: the size of its text, chosen at its end; the other language at the same place; and how
 * a page keeps a choice on this device.
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

/** The other language answers the same question (`?on=`, `?q=`) and opens at the same anchor. */
document.addEventListener("click", ({ target }) => {
  const link = target.closest("a[hreflang]");
  if (link) Object.assign(link, { search: location.search, hash: location.hash });
});
