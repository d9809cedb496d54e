/**
 * The most that can be granted against the answer of which a limit is a share, as a picture with
 * its sentence: a line from nothing to the knee where another limit begins to bind, and on.
 */
import { h, nodes } from "../parts/dom.js";
import { shareOf, turn } from "./conclusion.js";
import { askedFacts, evaluate, limitFacts } from "./engine.js";

/**
 * @import { Amount, Calculator, DecidedAmount, Facts, Limit, Question } from "../types/calculator"
 * @import { Attributes, Child } from "../types/dom"
 * @import { View } from "./verdict.js"
 * @import { Wording } from "./wording.js"
 *
 * @typedef {{x: number, cap: number}} Point an answer, and the most that can be granted with it
 *
 * @typedef {object} Shape
 * @property {string} fact the question of which a limit is a share
 * @property {Limit} share that limit
 * @property {Point[]} points where the line begins, turns and ends: between them it is straight
 * @property {{x: number, cap: number, limit: Limit, clause: string} | null} knee from where on
 *   another limit binds
 * @property {Point | null} here the reader's answer
 */

/** How far beyond the knee the picture goes; an answer farther off stands at its edge. */
const BEYOND = 1.9;
const FARTHEST = 2.6;
/** So much of the picture's height lies above the line. */
const AIR = 1.3;
/** From this part of the width on there is no room for half of some words on the right. */
const ROOM = 0.75;
/** With its knee to the left of this part of the width, the line leaves little room beside it. */
const STEEP = 0.5;
/** Below this part of the height there is no room for words under a place. */
const LOW = 0.2;

/** Nothing where there is no such limit, or nothing to measure it by. @param {View} view */
export function curve(view) {
  const shape = shapeOf(view);
  if (shape === null) return null;
  const { wording } = view;
  const { amount } = wording;
  const { fact, share, knee } = shape;
  const question = wording.question(fact);
  const { unit } = question;
  const unitOf = (/** @type {string | undefined} */ words) =>
    words ? wording.text("axis_unit", { unit: words }) : "";
  // The unit of an answer in the same currency names it in words.
  const money = question.currency === amount.currency ? unit : amount.currency;
  const clauses = new Set([share.clause, ...(knee ? [knee.clause] : [])]);
  const arrow = (/** @type {string} */ sign) => h("span", { "aria-hidden": "true" }, sign);
  return h(
    "figure",
    { class: "curve" },
    h(
      "div",
      null,
      h("p", { class: "axis" }, arrow("↑ "), amount.label, unitOf(money)),
      h("div", { class: "plot" }, picture(shape, wording, question)),
      h("p", { class: "axis across" }, wording.marked(question.label), unitOf(unit), arrow(" →")),
    ),
    h(
      "figcaption",
      null,
      sentences(shape, wording, question).map((words) => h("p", null, words)),
      h(
        "p",
        { class: "clauses" },
        [...clauses].map((clause) => wording.clause(clause)),
      ),
    ),
  );
}

/**
 * What the picture shows.
 * @param {Shape} shape @param {Wording} wording @param {Question} question
 */
function sentences({ share, knee, here }, wording, question) {
  const short = (/** @type {number} */ sum) => wording.money(sum, "short");
  const answer = (/** @type {number} */ x) => wording.answer(question, x, "short");
  const words = knee
    ? wording.text("curve_knee", {
        share: share.label,
        figure: answer(knee.x),
        limit: knee.limit.label,
        most: short(knee.cap),
      })
    : wording.text("curve_straight", { share: share.label });
  if (!here) return [words];
  const place = wording.text("curve_here", { figure: answer(here.x), most: short(here.cap) });
  return [h("strong", null, place), words];
}

/**
 * The line, worked out by the engine at each of its points; `null` where there is none to draw.
 * @param {View} view @returns {Shape | null}
 */
export function shapeOf({ wording, facts }) {
  const { calculator } = wording.data;
  const limits = calculator.amount?.limits ?? [];
  const shared = shareOf(limits);
  // A limit that begins or ends to apply on the way would break the line.
  if (shared === null || limits.some(({ applies_when: when }) => when !== undefined)) return null;
  const { limit: share, fact, percent, others } = shared;
  const question = wording.question(fact);
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = question;
  const counted = askedFacts(calculator, facts);
  const ways = waysToGoOn(wording, fact, counted);
  const sums = ways.map((way) => lowest(calculator, others, { ...way, [fact]: min }));
  // Where an answer is missing, it must make no difference.
  const [first] = sums;
  const alike = sums.every((sum) => sum?.amount === first?.amount && sum?.limit === first?.limit);
  if (!alike || (others.length > 0 && !first)) return null;
  const at = (/** @type {number} */ x) => {
    const { cap } = amountOf(calculator, { ...ways[0], [fact]: x });
    return { x, cap: Number(cap) };
  };
  const answer = counted[fact];
  const here = typeof answer === "number" ? at(answer) : null;
  const x = first ? turn(percent, first.amount) : max;
  const clause = first && (ways.length > 1 ? first.limit.clause : first.clause);
  const knee =
    first && clause && x > min && x < max ? { ...at(x), limit: first.limit, clause } : null;
  const wanted = knee
    ? Math.max(knee.x * BEYOND, Math.min(here?.x ?? 0, knee.x * FARTHEST))
    : (here?.x ?? 0) * BEYOND;
  const end = Math.min(Math.ceil(wanted), max);
  const points = [at(min), ...(knee ? [knee] : []), at(end)];
  // Between two nothings there is nothing to see.
  return end > min && points.some(({ cap }) => cap > 0)
    ? { fact, share, points: points.map(({ x, cap }) => ({ x, cap })), knee, here }
    : null;
}

/**
 * The answers to go by: those given, or, where one choice among options is missing, each of its
 * ways to go on; none where more is missing.
 * @param {Wording} wording @param {string} fact @param {Facts} facts @returns {Facts[]}
 */
function waysToGoOn(wording, fact, facts) {
  const rests = wording.amount.limits.flatMap((limit) => [...limitFacts(limit)]);
  const missing = [...new Set(rests)].filter((id) => id !== fact && facts[id] == null);
  if (missing.length === 0) return [facts];
  const [id] = missing;
  const { type, options = [] } = wording.question(id);
  if (missing.length > 1 || type !== "choice") return [];
  return options.map((option) => ({ ...facts, [id]: option.id }));
}

/**
 * What the engine makes of the limits alone: no other answer stands against a figure tried.
 * @param {Calculator} calculator @param {Facts} facts
 */
function amountOf(calculator, facts) {
  const amount = /** @type {Amount} */ (calculator.amount);
  const ids = new Set(amount.limits.flatMap((limit) => [...limitFacts(limit)]));
  const questions = calculator.questions
    .filter(({ id }) => ids.has(id))
    .map(({ asked_when: _, no_more_than: __, ...question }) => question);
  const given = Object.fromEntries(Object.entries(facts).filter(([id]) => ids.has(id)));
  const limits = { ...amount, requested: undefined, approved: undefined };
  const alone = { requirements: [], instalments: [], deadlines: [] };
  const rules = { scheme: calculator.scheme, questions, amount: limits, ...alone };
  return /** @type {DecidedAmount} */ (evaluate(rules, given).amount);
}

/**
 * The lowest of some limits, with its clause; none where one is not known.
 * @param {Calculator} calculator @param {Limit[]} limits @param {Facts} facts
 */
function lowest(calculator, limits, facts) {
  const { steps } = amountOf(calculator, facts);
  const found = limits.flatMap((limit) => {
    const step = steps.find(({ id }) => id === limit.id);
    return step && step.amount !== null
      ? [{ limit, clause: step.clause, amount: step.amount }]
      : [];
  });
  if (found.length < limits.length || found.length === 0) return null;
  return found.reduce((least, step) => (step.amount < least.amount ? step : least));
}

/**
 * A picture whose places are parts of its width and height: words keep their size at any.
 * @param {Shape} shape @param {Wording} wording @param {Question} question
 */
function picture({ points, knee, here }, wording, question) {
  const [start, end] = [points[0].x, points[points.length - 1].x];
  const top = Math.max(...points.map(({ cap }) => cap)) * AIR;
  const part = (/** @type {number} */ x) => Math.min((x - start) / (end - start), 1);
  const across = (/** @type {number} */ x) => `${100 * part(x)}%`;
  const up = (/** @type {number} */ cap) => `${100 - (100 * cap) / top}%`;
  const line = (/** @type {string} */ name, /** @type {Point} */ from, /** @type {Point} */ to) =>
    svg("line", {
      class: name,
      x1: across(from.x),
      y1: up(from.cap),
      x2: across(to.x),
      y2: up(to.cap),
    });
  const dot = (/** @type {string} */ name, /** @type {Point} */ { x, cap }) =>
    svg("circle", { class: name, cx: across(x), cy: up(cap), r: 5 });
  const [left, foot] = [
    { x: start, cap: 0 },
    { x: end, cap: 0 },
  ];
  const ticks = knee ?? here;
  const write = (
    /** @type {string} */ words,
    /** @type {string} */ name,
    /** @type {Attributes} */ place,
  ) => svg("text", { class: name, ...place }, words);
  const below = { y: "100%", dy: "1.4em" };
  return svg(
    "svg",
    { "aria-hidden": "true" },
    line("frame", left, foot),
    line("frame", left, { x: start, cap: top }),
    ticks && line("guide", { x: start, cap: ticks.cap }, ticks),
    ticks && line("guide", ticks, { x: ticks.x, cap: 0 }),
    points.slice(1).map((to, i) => line("course", points[i], to)),
    write(wording.answer(question, start, "short"), "tick", { x: 0, ...below }),
    ticks &&
      write(wording.answer(question, ticks.x, "short"), "middle", { x: across(ticks.x), ...below }),
    ticks &&
      write(wording.money(ticks.cap, "short"), "tick", {
        ...{ x: 0, dx: "0.4em", y: up(ticks.cap) },
        // Above the guide where the line is too near to leave room below.
        dy: part(ticks.x) < STEEP ? "-0.5em" : "1.2em",
      }),
    knee && dot("knee", knee),
    here && dot("here", here),
    here &&
      write(wording.text("you_are_here") + (here.x > end ? " →" : ""), "you", {
        ...{ x: across(here.x), y: up(here.cap) },
        ...beside(part(here.x), here.cap / top, knee !== null && here.x > knee.x),
      }),
  );
}

/**
 * Where the words of a place stand, so that the line does not run through them: above it where it
 * is level, else below it, and beside it where that would be below the picture.
 * @param {number} across @param {number} up parts of the width and of the height
 * @param {boolean} level
 */
function beside(across, up, level) {
  if (level) return { dy: "-0.9em", "text-anchor": across > ROOM ? "end" : "middle" };
  return up < LOW ? { dx: "2.2em", dy: "-0.25em" } : { dx: "0.7em", dy: "1.6em" };
}

/**
 * An element of a picture.
 * @param {string} tag @param {Attributes} attributes @param {...Child} children
 */
function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...nodes(children));
  return element;
}
