/**
 * The page of the rules: keeps the choice of one language or both, copies a clause's address,
 * citation or text, explains a term where it stands, and says where the address asks for a clause
 * that this version does not have. Without it the same links lead to the same places.
 */
import { Choices } from "./parts/choices.js";
import { h } from "./parts/dom.js";

/** Milliseconds for which the page says what was copied. */
const SHOWN = 4000;

const page = /** @type {HTMLElement} */ (document.querySelector(".rules"));

/** Both languages side by side, as chosen the last time. */
function startSideBySide() {
  const name = "rules:side-by-side";
  const choices = new Choices(new URL("../", import.meta.url).href);
  const both = /** @type {HTMLInputElement} */ (document.getElementById("side-by-side"));
  both.checked = choices.get(name) === "yes";
  both.addEventListener("change", () => choices.put(name, both.checked ? "yes" : "no"));
}

/** A clause's number, such as `3.2.1.1`. */
const CLAUSE = /^\d{1,2}(\.\d{1,2}){0,3}$/;

const menu = /** @type {HTMLElement} */ (page.querySelector(".clause-menu"));
const report = /** @type {HTMLAnchorElement} */ (menu.querySelector(".report"));
const reportOfPage = report.href;
/** The page's address as the report has it. */
const whole = encodeURIComponent(
  /** @type {HTMLElement} */ (document.querySelector(".imprint .report")).dataset.address ?? "",
);
/** @type {NodeListOf<HTMLDetailsElement>} */
const points = document.querySelectorAll("details.point");

function openPoints() {
  for (const point of points) point.open = true;
}

/** The clause that the address asks for is unfolded, also where the browser does not do it. */
function unfold() {
  const clause = document.getElementById(location.hash.slice(1));
  const point = clause?.closest("details");
  if (!clause || !point || point.open) return;
  point.open = true;
  clause.scrollIntoView();
}

/** Points are folded in a narrow window; a browser that cannot do so only there opens all. */
function startPoints() {
  if (!CSS.supports("selector(::details-content)")) openPoints();
  const all = h("button", { class: "open-points", type: "button" }, page.dataset.open);
  all.addEventListener("click", openPoints);
  page.querySelector(".side-by-side")?.append(all);
}

const copied = h("p", { class: "copied", role: "status" });
let fading = 0;

/** @param {Element} section @returns {string} its number in the address */
const numberOf = (section) => section.id || (section.getAttribute("aria-labelledby") ?? "");

/** What a clause says, without what is explained in it. @param {Element} section */
function words(section) {
  const heading = section.querySelector(":scope > :is(h3, h4, h5)");
  const own = section.querySelector(".both__own");
  const copy = /** @type {Element | undefined} */ (own?.cloneNode(true));
  for (const note of copy?.querySelectorAll(".term-note") ?? []) note.remove();
  const paragraphs = [...(copy?.querySelectorAll("p") ?? [])];
  const point = document.querySelector(`h2[id="${numberOf(section)}"]`)?.firstChild;
  return [point, heading, ...paragraphs]
    .map((part) => part?.textContent?.trim())
    .filter(Boolean)
    .join("\n");
}

/** @type {Record<string, (section: HTMLElement) => string>} what each button of the menu copies */
const KINDS = {
  address: addressOf,
  citation: (section) => {
    const citation = page.dataset.citation ?? "";
    return `${citation.replace("{clause}", section.dataset.name ?? "")}\n${addressOf(section)}`;
  },
  text: words,
};

/** The address of a clause that stays when other rules are in force. @param {Element} section */
function addressOf(section) {
  return new URL(`${page.dataset.permanent}#${numberOf(section)}`, location.href).href;
}

/**
 * Copies and says so; the menu is done then, and the focus is back where it came from.
 * @param {HTMLElement} section @param {HTMLElement} item of the menu
 */
async function copy(section, { dataset }) {
  await navigator.clipboard.writeText(KINDS[dataset.copy ?? ""](section));
  copied.textContent = dataset.copied ?? "";
  leaveMenu();
  clearTimeout(fading);
  fading = setTimeout(() => copied.replaceChildren(), SHOWN);
}

/** The button whose menu is open. */
const opened = () => document.querySelector('.clause-button[aria-expanded="true"]');

function closeMenu() {
  opened()?.setAttribute("aria-expanded", "false");
  menu.hidden = true;
}

/** Closes the menu and gives the focus back to its button. */
function leaveMenu() {
  const button = /** @type {HTMLElement | null} */ (opened());
  closeMenu();
  button?.focus();
}

/** One menu, which stands behind the button that opened it. @param {Element} button */
function toggleMenu(button) {
  const open = button === opened();
  closeMenu();
  if (open) return;
  button.setAttribute("aria-expanded", "true");
  button.after(menu);
  menu.setAttribute("aria-label", button.getAttribute("aria-label") ?? "");
  const name = button.closest(".provision")?.getAttribute("data-name") ?? "";
  report.href = reportOfPage.replace(whole, whole + encodeURIComponent(`#${name}`));
  menu.hidden = false;
}

/** Behind the number of each clause a button that opens the menu. */
function startMenu() {
  const label = page.dataset.menu ?? "";
  for (const section of document.querySelectorAll(".provision")) {
    const name = section.getAttribute("data-name") ?? "";
    const button = h("button", {
      class: "clause-button",
      type: "button",
      "aria-expanded": "false",
      "aria-label": label.replace("{clause}", name),
    });
    section.querySelector(".provision__head")?.append(button);
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leaveMenu();
  });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    const inside = relatedTarget instanceof Node && menu.contains(relatedTarget);
    if (relatedTarget && !inside && relatedTarget !== opened()) closeMenu();
  });
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
  if (!(event.target instanceof Element)) return;
  const button = event.target.closest(".clause-button");
  const kind = event.target.closest(".clause-menu [data-copy]");
  const term = event.target.closest("a.term");
  if (button) toggleMenu(button);
  else if (kind instanceof HTMLElement) {
    const section = /** @type {HTMLElement} */ (kind.closest(".provision"));
    copy(section, kind).catch(() => {}); // The address bar has it, too.
  } else if (!menu.contains(event.target)) closeMenu();
  // Another tab or window stays what it is.
  if (!term || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  explain(/** @type {HTMLAnchorElement} */ (term));
}

startSideBySide();
startMenu();
startPoints();
page.append(copied);
startTerms();
document.addEventListener("click", press);
findClause();
unfold();
window.addEventListener("hashchange", findClause);
window.addEventListener("hashchange", unfold);
