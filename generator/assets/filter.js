/**
 * A box that narrows the lists of an index to the entries that hold what is typed, and says how
 * many they are. Without it the page is a plain list.
 */

const box = /** @type {HTMLElement} */ (document.querySelector(".filter"));
const input = /** @type {HTMLInputElement} */ (box.querySelector("input"));
const status = /** @type {HTMLElement} */ (box.querySelector("[role=status]"));
const lists = [...document.querySelectorAll("dl.register")].map((list) => ({
  list: /** @type {HTMLElement} */ (list),
  heading: /** @type {HTMLElement} */ (list.previousElementSibling),
  entries: /** @type {HTMLElement[]} */ ([...list.children]).map((entry) => ({
    entry,
    text: plain(entry.textContent ?? ""),
  })),
}));

/** Words without what tells capitals, full-width signs and accents apart. @param {string} words */
function plain(words) {
  return words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function narrow() {
  const words = plain(input.value).split(/\s+/).filter(Boolean);
  let found = 0;
  for (const { list, heading, entries } of lists) {
    let some = false;
    for (const { entry, text } of entries) {
      entry.hidden = !words.every((word) => text.includes(word));
      if (entry.hidden) continue;
      some = true;
      found += 1;
    }
    list.hidden = heading.hidden = !some;
  }
  const count = (box.dataset.count ?? "").replace("{n}", String(found));
  status.textContent = words.length > 0 ? count : "";
}

/** @type {HTMLElement} */ (input.parentElement).hidden = false;
input.addEventListener("input", narrow);
