/**
 * The most that can be granted against the answer of which a limit is a share, as a picture with
 * its sentence: a line from nothing to the knee where another limit begins to bind, and on.
 */
import { h, nodes } from "../parts/dom.js";
import { shareOf, turn } from "./conclusion.js";
import { askedFacts, evaluate, factsIn } from "./engine.js";

/**
 * @import { Calculator, Facts, Limit, Question } from "../types/calculator"
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
const [BEYOND, FARTHEST] = [1.6, 3];
/** So much of the picture's height lies above the line. */
const AIR = 1.3;
/** From this part of the width on there is no room for words on the right. */
const ROOM = 0.65;

/** Nothing where there is no such limit, or nothing to measure it by. @param {View} view */
export function curve(view) {
  const shape = shapeOf(view);
  if (shape === null) return null;
  const { wording } = view;
  const { amount } = wording.data.calculator;
  const { fact, share, knee } = shape;
  const question = wording.question(fact);
  const { unit } = question;
  const unitOf = (/** @type {string | undefined} */ words) =>
    words ? wording.text("axis_unit", { unit: words }) : "";
  const money = wording.isMoney(question) ? unit : amount.currency;
  const clauses = new Set([share.clause, ...(knee ? [knee.clause] : [])]);
  return h(
    "figure",
    { class: "curve" },
    h("p", { class: "axis" }, "↑ ", amount.label, unitOf(money)),
    h("div", { class: "plot" }, picture(shape, wording, question)),
    h("p", { class: "axis across" }, wording.marked(question.label), unitOf(unit), " →"),
    h(
      "figcaption",
      null,
      sentence(shape, wording, question),
      [...clauses].map((clause) => [" ", wording.clause(clause)]),
    ),
  );
}

/** What the picture shows. @param {Shape} shape @param {Wording} wording @param {Question} question */
function sentence({ share, knee, here }, wording, question) {
  const short = (/** @type {number} */ sum) => wording.money(sum, "money_short");
  const answer = (/** @type {number} */ x) => figure(x, wording, question);
  const words = wording.text(knee ? "curve_knee" : "curve_straight", {
    label: question.label,
    share: share.label,
    figure: knee ? answer(knee.x) : "",
    limit: knee?.limit.label ?? "",
    most: knee ? short(knee.cap) : "",
  });
  if (!here) return [wording.marked(words)];
  const place = wording.text("curve_here", { figure: answer(here.x), most: short(here.cap) });
  return [wording.marked(words), " ", h("strong", null, place)];
}

/** @param {number} x @param {Wording} wording @param {Question} question */
const figure = (x, wording, question) =>
  wording.isMoney(question) ? wording.money(x, "money_short") : wording.answer(question, x);

/**
 * The line, worked out by the engine at each of its points; `null` where there is none to draw.
 * @param {View} view @returns {Shape | null}
 */
export function shapeOf({ wording, facts }) {
  const { calculator } = wording.data;
  const shared = shareOf(calculator.amount.limits);
  if (shared === null) return null;
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
  const rests = wording.data.calculator.amount.limits.flatMap(({ value }) => [...factsIn(value)]);
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
  const { amount } = calculator;
  const ids = new Set(amount.limits.flatMap(({ value }) => [...factsIn(value)]));
  const questions = calculator.questions
    .filter(({ id }) => ids.has(id))
    .map(({ asked_when: _, no_more_than: __, ...question }) => question);
  const given = Object.fromEntries(Object.entries(facts).filter(([id]) => ids.has(id)));
  const limits = { ...amount, requested: undefined, approved: undefined };
  const alone = { requirements: [], instalments: [], deadlines: [] };
  return evaluate({ scheme: calculator.scheme, questions, amount: limits, ...alone }, given).amount;
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
  const right = here && here.x > (knee?.x ?? end) && part(here.x) > ROOM;
  const edge = here && here.x > end ? " →" : "";
  return svg(
    "svg",
    { "aria-hidden": "true" },
    line("frame", left, foot),
    line("frame", left, { x: start, cap: top }),
    ticks && [
      line("guide", { x: start, cap: ticks.cap }, ticks),
      line("guide", ticks, { x: ticks.x, cap: 0 }),
    ],
    points.slice(1).map((to, i) => line("course", points[i], to)),
    svg("text", { class: "tick", x: 0, y: "100%", dy: "1.4em" }, figure(start, wording, question)),
    ticks && [
      svg(
        "text",
        { class: "tick middle", x: across(ticks.x), y: "100%", dy: "1.4em" },
        figure(ticks.x, wording, question),
      ),
      svg(
        "text",
        { class: "tick", x: 0, y: up(ticks.cap), dx: "0.4em", dy: "-0.5em" },
        wording.money(ticks.cap, "money_short"),
      ),
    ],
    knee && dot("knee", knee),
    here && [
      dot("here", here),
      svg(
        "text",
        {
          class: right ? "you end" : "you",
          x: across(here.x),
          y: up(here.cap),
          dx: right ? "-0.2em" : "0.7em",
          dy: here.cap < top / 6 ? "-0.7em" : "1.6em",
        },
        wording.text("you_are_here") + edge,
      ),
    ],
  );
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
