/** What to do next, worked out from the answers; and what is open, and whom to ask about it. */
import { h } from "../parts/dom.js";
import { neededIn } from "./documents.js";
import { notes, readings } from "./requirements.js";
import { stepsLeft, toQuestion } from "./verdict.js";

/**
 * @import { DecidedRequirement } from "../types/calculator"
 * @import { Child } from "../types/dom"
 * @import { Checklist } from "./documents.js"
 * @import { View } from "./verdict.js"
 */

/** How many things to do are named at a time. */
const MOST_STEPS = 3;

/**
 * The next things to do, in order, each with where to do it.
 * @param {View} view @param {Pick<Checklist, "phases" | "ticks">} checklist @returns {Child}
 */
export function nextSteps(view, checklist) {
  const { result } = view;
  const keep = partStep(view, "record", "next_keep");
  const steps =
    result.verdict === "ineligible"
      ? [askStep(view), keep]
      : [answersLeft(view), askStep(view), windowStep(view), documentStep(view, checklist), keep];
  return h(
    "ol",
    { class: "next-steps" },
    steps.filter((item) => item !== null).slice(0, MOST_STEPS),
  );
}

/**
 * Something to do in another part of the result.
 * @param {View} view @param {string} id of that part @param {string} label
 * @param {Record<string, string | number>} [places]
 */
function partStep({ wording }, id, label, places) {
  // The fragment of the address holds the answers: a link to a part would take their place.
  const go = (/** @type {Event} */ { currentTarget }) => {
    const root = /** @type {HTMLElement} */ (currentTarget).getRootNode();
    const part = /** @type {ShadowRoot} */ (root).getElementById(id);
    if (!part) return;
    const fold = part.closest("details");
    if (fold) fold.open = true;
    part.tabIndex = -1;
    part.focus({ preventScroll: true });
    part.scrollIntoView();
  };
  const words = wording.marked(wording.text(label, places));
  return h("li", null, h("button", { type: "button", class: "link", onclick: go }, words));
}

/** @param {View} view */
function answersLeft(view) {
  const { open } = stepsLeft(view);
  const n = open.length;
  if (n === 0) return null;
  const words = view.wording.text(n === 1 ? "next_answer_one" : "next_answer", { n });
  return h("li", null, toQuestion(view, open[0][0], words));
}

/** @param {View} view */
function askStep(view) {
  const n = openPoints(view).length;
  if (n === 0) return null;
  return partStep(view, "ask", n === 1 ? "next_ask_one" : "next_ask", { n });
}

/** When one can apply, where the rules leave it to an announcement. @param {View} view */
function windowStep({ wording }) {
  const { window, website } = wording.data;
  if (!window) return null;
  const words = wording.text("next_window");
  return h(
    "li",
    null,
    website ? [h("a", { href: website.address, rel: "noopener" }, words)] : words,
    " ",
    wording.clause(window.clause),
    website && h("small", null, wording.marked(website.origin)),
  );
}

/** The first phase of which something is not ready. @param {View} view
 * @param {Pick<Checklist, "phases" | "ticks">} checklist
 */
function documentStep(view, { phases, ticks }) {
  for (const phase of phases) {
    const items = neededIn(phase, view.facts);
    const n = items.filter(({ key }) => ticks.has(key)).length;
    if (phase.aside || n === items.length) continue;
    return partStep(view, "phase-" + phase.id, "next_documents", {
      phase: phase.title,
      n,
      m: items.length,
    });
  }
  return null;
}

/** What somebody has to be asked about: it reads two ways, or has a note. @param {View} view */
const openPoints = ({ result }) =>
  result.requirements.filter(
    ({ status, notes }) =>
      status === "unclear" || (notes.length > 0 && status !== "not_applicable"),
  );

/** What is open on these answers, and whom to ask. @param {View} view @returns {Child} */
export function askSection(view) {
  const { wording } = view;
  const { contact, website, window } = wording.data;
  const points = openPoints(view);
  const site =
    website &&
    h(
      "p",
      null,
      h("a", { href: website.address, rel: "noopener" }, wording.text("ask_website")),
      " ",
      h("small", null, wording.marked(website.origin)),
    );
  const when =
    window &&
    h(
      "p",
      null,
      wording.text("ask_window", { text: window.text }),
      " ",
      wording.clause(window.clause),
    );
  const more = moreInPrinciple(view);
  return [
    points.length > 0 &&
      h(
        "ul",
        { class: "points" },
        points.map((point) => pointItem(point, view)),
      ),
    more,
    points.length === 0 && !more && h("p", null, wording.text("ask_nothing")),
    (contact || site || when) && h("h4", null, wording.text("ask_whom")),
    contact && h("p", null, wording.marked(contact)),
    site,
    when,
  ];
}

/**
 * That the agency has to be asked whether there can be more, where the limit is one in principle.
 * @param {View} view
 */
function moreInPrinciple({ wording, result }) {
  const { binding = null } = result.amount ?? {};
  if (result.verdict === "ineligible" || !binding || !wording.isLoose(binding)) return null;
  const clauses = binding.map((id) => wording.clause(wording.limit(id).clause));
  return h("p", null, wording.text("more_in_principle"), " ", clauses);
}

/** @param {DecidedRequirement} decided @param {View} view */
function pointItem(decided, { wording }) {
  const requirement = wording.requirement(decided.id);
  const later = decided.stage === "payment" && h("small", null, " ", wording.text("stage_payment"));
  const clauses = [decided.clause, ...(requirement.see ?? [])];
  return h(
    "li",
    null,
    h("h4", null, wording.marked(requirement.title), later),
    decided.status === "unclear" && readings(requirement, decided, wording),
    notes(requirement, decided, wording),
    h(
      "p",
      { class: "clauses" },
      clauses.map((locator) => wording.clause(locator)),
    ),
  );
}
