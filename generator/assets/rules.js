/**
 * The page of the rules: keeps the choice of one language or both, copies the address of a
 * clause, and explains a term where it stands. Without it the same links lead to the same places.
 */

import { keep, kept } from "./site.js";

const SIDE_BY_SIDE = "rules:side-by-side";
const page = document.querySelector(".rules");

/** Both languages side by side, as chosen the last time. */
const both = document.getElementById("side-by-side");
both.checked = kept(SIDE_BY_SIDE) === "yes";
both.addEventListener("change", () => keep(SIDE_BY_SIDE, both.checked ? "yes" : "no"));

const said = document.createElement("p");
said.className = "copied";
said.setAttribute("role", "status");
page.append(said);
let fading = 0;

/** The link still leads to its clause; its address is copied beside that. */
async function copy(link) {
  await navigator.clipboard.writeText(link.href);
  said.textContent = `${page.dataset.copied} ${link.href}`;
  clearTimeout(fading);
  fading = setTimeout(() => said.replaceChildren(), 4000);
}

/** What a term means, below the paragraph that uses it; the second press takes it away. */
function explain(link) {
  const open = link.getAttribute("aria-expanded") === "true";
  link.setAttribute("aria-expanded", String(!open));
  const id = link.getAttribute("aria-controls");
  if (open) {
    document.getElementById(id).remove();
    return;
  }
  const more = document.createElement("a");
  more.href = link.href;
  more.textContent = page.dataset.more;
  const note = document.createElement("aside");
  note.id = id;
  note.className = "note term-note";
  const words = document.getElementById(`term-${link.dataset.term}`).cloneNode(true);
  words.removeAttribute("id");
  words.append(" ", more);
  note.append(words);
  let before = link.closest("p");
  while (before.nextElementSibling?.classList.contains("term-note"))
    before = before.nextElementSibling;
  before.after(note);
}

document.querySelectorAll("a.term").forEach((link, i) => {
  link.setAttribute("role", "button");
  link.setAttribute("aria-expanded", "false");
  link.setAttribute("aria-controls", `term-note-${i}`);
  link.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault();
      explain(link);
    }
  });
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.term, .provision__head > a.locator");
  // Another tab or window stays what it is.
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.matches(".term")) {
    event.preventDefault();
    explain(link);
  } else {
    copy(link).catch(() => {}); // The address bar has it, too.
  }
});
