/**
 * A box that narrows the lists of an index to the entries that hold what is typed, and says how
 * many they are; where there are none, that, with a way back. Without it the page is a plain list.
 *
 * Capitals, full-width signs and accents make no difference; traditional, simplified and variant
 * characters make none as soon as somebody is at the box, which brings the map of the search.
 */
import { characterFolder } from "./search/fold.js";

/** @import { Manifest } from "./types/search" */

const box = /** @type {HTMLElement} */ (document.querySelector(".filter"));
const input = /** @type {HTMLInputElement} */ (box.querySelector("input"));
const status = /** @type {HTMLElement} */ (box.querySelector("[role=status]"));
const clear = /** @type {HTMLButtonElement} */ (box.querySelector("button"));
const lists = [...document.querySelectorAll("dl.register, .questions")].map((list) => ({
  list: /** @type {HTMLElement} */ (list),
  heading: /** @type {HTMLElement} */ (list.previousElementSibling),
  entries: /** @type {HTMLElement[]} */ ([...list.children]).map((entry) => ({
    entry,
    text: "",
  })),
}));
let fold = characterFolder(["", ""]);

function read() {
  for (const { entries } of lists)
    for (const item of entries) item.text = fold(item.entry.textContent ?? "");
}

/** Takes the map; without it the box finds what is written alike. */
async function learn() {
  try {
    const response = await fetch(new URL("search/index.json", import.meta.url));
    const index = /** @type {Manifest} */ (await response.json());
    fold = characterFolder(index.characters);
  } catch (error) {
    console.error(error);
    return;
  }
  read();
  narrow();
}

function narrow() {
  const words = fold(input.value).split(/\s+/).filter(Boolean);
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
  const { count = "", none = "" } = box.dataset;
  const message = found
    ? count.replace("{n}", String(found))
    : none.replace("{words}", () => input.value.trim());
  status.textContent = words.length > 0 ? message : "";
  clear.hidden = found > 0;
}

/** @type {HTMLElement} */ (input.parentElement).hidden = false;
read();
input.addEventListener("input", narrow);
clear.addEventListener("click", () => {
  input.value = "";
  narrow();
  input.focus();
});
input.addEventListener("focus", learn, { once: true });
