/**
 * The page of the rules: keeps the choice of one language or both, copies the address of a
 * clause, explains a term where it stands, and says where the address asks for a clause that this
 * version does not have. Without it the same links lead to the same places.
 */
import { Choices } from "./parts/choices.js";
import { h } from "./parts/dom.js";

/** Milliseconds for which the page says that an address was copied. */
const SHOWN = 4000;

const page = /** @type {HTMLElement} */ (document.querySelector(".rules"));

/** Both languages side by side, as chosen the last time. */
function startSideBySide() {
  const name = "rules:side-by-side";
  const choices = new Choices();
  const both = /** @type {HTMLInputElement} */ (document.getElementById("side-by-side"));
  both.checked = choices.get(name) === "yes";
  both.addEventListener("change", () => choices.put(name, both.checked ? "yes" : "no"));
}

const copied = h("p", { class: "copied", role: "status" });
let fading = 0;

/**
 * The link still leads to its clause; its address is copied beside that.
 * @param {HTMLAnchorElement} link
 */
async function copy(link) {
  await navigator.clipboard.writeText(link.href);
  copied.textContent = `${page.dataset.copied} ${link.href}`;
  clearTimeout(fading);
  fading = setTimeout(() => copied.replaceChildren(), SHOWN);
}

/**
 * What a term means, below the paragraph that uses it; the second press takes it away.
 * @param {HTMLAnchorElement} link
 */
function explain(link) {
  const open = link.getAttribute("aria-expanded") === "true";
  link.setAttribute("aria-expanded", String(!open));
  const id = link.getAttribute("aria-controls") ?? "";
  if (open) {
    document.getElementById(id)?.remove();
    return;
  }
  const definition = document.getElementById(`term-${link.dataset.term}`);
  const words = /** @type {HTMLElement} */ (definition?.cloneNode(true));
  words.removeAttribute("id");
  words.append(" ", h("a", { href: link.href }, page.dataset.more));
  const note = h("aside", { id, class: "note term-note" }, words);
  let before = link.closest("p");
  while (before?.nextElementSibling?.classList.contains("term-note"))
    before = /** @type {HTMLParagraphElement} */ (before.nextElementSibling);
  before?.after(note);
}

const CLAUSE = /^\d{1,2}(\.\d{1,2}){0,3}$/;

/** A link to a clause that is gone opens the page at its top; the words for it stand there. */
function findClause() {
  const notice = document.querySelector('[data-notice="no-clause"]');
  if (!(notice instanceof HTMLElement)) return;
  const clause = location.hash.slice(1);
  notice.hidden = !CLAUSE.test(clause) || document.getElementById(clause) !== null;
  if (notice.hidden) return;
  notice.querySelector("[data-clause]")?.replaceChildren(clause);
  notice.scrollIntoView({ block: "center" });
}

/** Terms are links that a press turns into switches. */
function startTerms() {
  const terms = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a.term"));
  terms.forEach((link, i) => {
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
    link.setAttribute("aria-controls", `term-note-${i}`);
    link.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      explain(link);
    });
  });
}

/** @param {MouseEvent} event */
function press(event) {
  // Another tab or window stays what it is.
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = /** @type {HTMLAnchorElement | null} */ (
    event.target instanceof Element
      ? event.target.closest("a.term, .provision__head > a.locator")
      : null
  );
  if (link?.matches(".term")) {
    event.preventDefault();
    explain(link);
  } else if (link) {
    copy(link).catch(() => {}); // The address bar has it, too.
  }
}

startSideBySide();
page.append(copied);
startTerms();
document.addEventListener("click", press);
findClause();
window.addEventListener("hashchange", findClause);
