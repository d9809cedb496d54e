/**
 * What would change the result: the fewest other answers after which nothing is unmet, and the
 * fewest questions whose answers would decide what is open.
 *
 * Exact: the requirements are taken in parts that share no question, and of each part every set
 * of answers is tried, the small ones first. Where they are too many nothing is claimed.
 */
import { factsOf } from "./advice.js";
import { refusal } from "./answers.js";
import { evaluate, factsIn } from "./engine.js";
import { Part, partsOf } from "./part.js";
import { Search } from "./search.js";

/**
 * @import {
 *   Answer, Calculator, DecidedRequirement, Facts, Probes, Requirement, Verdict,
 * } from "../types/calculator"
 * @import { Found } from "./search.js"
 *
 * @typedef {object} Change
 * @property {string} fact
 * @property {Answer} from
 * @property {Answer} to
 *
 * @typedef {object} Ways
 * @property {"changes" | "none" | "open"} outcome `open`: it has not been worked out
 * @property {Change[]} changes to be made together, in the order of the questions
 * @property {Verdict} verdict after them
 * @property {string[]} blocking ids of requirements that no change of answers meets
 *
 * @typedef {object} Deciding
 * @property {"set" | "none" | "open"} outcome `none`: no answers can, `open`: not worked out
 * @property {string[]} questions their ids, in the order of the scheme
 * @property {string[]} ends ids of open questions with an answer that ends it by itself
 * @property {boolean} unclear whether a clause that reads two ways is left even then
 * @property {string[]} blocking ids of open requirements that no answers can meet
 */

/**
 * The fewest changes of answers after which no requirement of the application is unmet; of those
 * alike, the ones that leave nothing unclear, keep what was chosen, and change numbers least.
 * @param {Calculator} calculator @param {Probes} probes @param {Facts} facts those that count
 * @returns {Ways}
 */
export function waysOut(calculator, probes, facts) {
  /** @type {Change[]} */
  const changes = [];
  /** @type {string[]} */
  const blocking = [];
  let open = false;
  for (const part of partsOf(calculator, applying(calculator), probes)) {
    const own = part.own(facts);
    const unmet = unmetIn(part, own);
    if (unmet.length === 0) continue;
    const { best, complete } = wayOut(calculator, part, own);
    if (best) changes.push(...changesFrom(part, own, best));
    else if (!complete) open = true;
    else blocking.push(...(alone(calculator, probes, unmet, own) ?? unmet.map(({ id }) => id)));
  }
  const after = { ...facts, ...Object.fromEntries(changes.map(({ fact, to }) => [fact, to])) };
  const verdict = verdictOn(calculator, after);
  const failed = blocking.length > 0 || verdict === "ineligible";
  if (blocking.length > 0) return { outcome: "none", changes: [], verdict, blocking };
  if (open || failed) return { outcome: "open", changes: [], verdict, blocking };
  return { outcome: "changes", changes, verdict, blocking };
}

/**
 * The fewest changes that meet one requirement, by every reading and with nothing to note; none
 * where there are no such changes. That it applies is left as it is.
 * @param {Calculator} calculator @param {Probes} probes @param {Requirement} rule
 * @param {Facts} facts @returns {Change[]}
 */
export function changesFor(calculator, probes, rule, facts) {
  const [part] = partsOf(calculator, [rule], probes);
  const own = part.own(facts);
  const deciding = factsOf(rule);
  const { best } = new Search(part, {
    change: (id) => own[id] != null && deciding.includes(id) && !part.questions.get(id)?.past,
    lacking: ({ decided, clash }) => {
      if (clash.length > 0) return [clash];
      const met = decided.every(({ status, notes }) => status === "met" && notes.length === 0);
      return met ? [] : [deciding];
    },
    rank: (found) => [...weights(calculator, part, own, found)],
  }).from(own);
  return best ? changesFrom(part, own, best) : [];
}

/**
 * The fewest questions of which some answers would decide all that is open and leave nothing
 * unmet, nor unclear where that can be.
 * @param {Calculator} calculator @param {Probes} probes @param {Facts} facts those that count
 * @param {(id: string) => boolean} asked whether a question is asked now
 * @returns {Deciding}
 */
export function smallestSet(calculator, probes, facts, asked) {
  /** @type {Record<"questions" | "ends" | "blocking", string[]>} */
  const { questions, ends, blocking } = { questions: [], ends: [], blocking: [] };
  let open = false;
  let unclear = false;
  for (const part of partsOf(calculator, applying(calculator), probes)) {
    const own = part.own(facts);
    const { decided } = part.state(own);
    unclear ||= decided.some(({ status }) => status === "unclear");
    const unknown = decided.filter(({ status }) => status === "unknown").map(({ id }) => id);
    if (unknown.length === 0) continue;
    ends.push(...endings(part, own, asked));
    const clear = deciding(part, own, asked, unknown);
    const { best, complete } = clear.best ? clear : deciding(part, own, asked, []);
    if (best) questions.push(...best.changed);
    else if (complete) blocking.push(...unknown);
    else open = true;
    unclear ||= best !== clear.best;
  }
  const order = calculator.questions.map(({ id }) => id);
  const inOrder = (/** @type {string[]} */ ids) => order.filter((id) => ids.includes(id));
  const outcome = blocking.length > 0 ? "none" : open ? "open" : "set";
  return { outcome, questions: inOrder(questions), ends: inOrder(ends), unclear, blocking };
}

/**
 * The fewest answers that decide a part.
 * @param {Part} part @param {Facts} own @param {(id: string) => boolean} asked
 * @param {string[]} clear ids of requirements that may not come out unclear
 */
function deciding(part, own, asked, clear) {
  const order = [...part.questions.keys()];
  return new Search(part, {
    change: (id, now) =>
      now[id] == null && !part.questions.get(id)?.optional && !part.closed(id, now),
    lacking: ({ decided, clash }) => {
      const bad = decided.some(
        ({ id, status }) => status === "unmet" || (status === "unclear" && clear.includes(id)),
      );
      // More answers never undo what is decided.
      if (bad || clash.length > 0) return null;
      return decided.filter(({ status }) => status === "unknown").map(({ id }) => part.behind(id));
    },
    rank: ({ changed }) => [
      changed.filter((id) => !asked(id)).length,
      ...changed.map((id) => order.indexOf(id)).sort((a, b) => a - b),
    ],
  }).from(own);
}

/** The requirements of the application. @param {Calculator} calculator */
const applying = ({ requirements }) =>
  requirements.filter(({ stage = "application" }) => stage === "application");

/** @param {Part} part @param {Facts} own */
function unmetIn(part, own) {
  const { decided } = part.state(own);
  const ids = decided.filter(({ status }) => status === "unmet").map(({ id }) => id);
  return part.rules.filter(({ id }) => ids.includes(id));
}

/** @param {Calculator} calculator @param {Facts} facts @returns {Verdict} */
function verdictOn(calculator, facts) {
  if (refusal(calculator, facts)) return "ineligible";
  return /** @type {Verdict} */ (evaluate(calculator, facts).verdict);
}

/**
 * The best way out of a part. Where only numbers help that leave a doubt, none is claimed.
 * @param {Calculator} calculator @param {Part} part @param {Facts} own
 */
function wayOut(calculator, part, own) {
  let doubted = false;
  const { best, complete } = new Search(part, {
    // What is not answered rules nothing out: an answer to it cannot help.
    change: (id) => own[id] != null && !part.questions.get(id)?.past,
    lacking: ({ decided, clash }, changed) => {
      if (clash.length > 0) return [clash];
      const unmet = decided.filter(({ status }) => status === "unmet");
      const doubts = decided.filter((rule) => doubtful(part, rule, changed));
      doubted ||= unmet.length === 0 && doubts.length > 0;
      return [...unmet, ...doubts].map(({ id }) => part.behind(id));
    },
    rank: (found) => weights(calculator, part, own, found),
  }).from(own);
  return { best, complete: complete && !doubted };
}

/**
 * Whether a number that is advised leaves its requirement unclear, or something to note.
 * @param {Part} part @param {DecidedRequirement} decided @param {string[]} changed
 */
function doubtful(part, { id, status, notes }, changed) {
  const rule = part.rules.find((other) => other.id === id);
  if (!rule || (status !== "unclear" && notes.length === 0)) return false;
  const facts = status === "unclear" ? new Set(factsOf(rule)) : new Set();
  for (const note of rule.notes ?? []) if (notes.includes(note.id)) factsIn(note.when, facts);
  return changed.some((fact) => {
    const { type } = part.questions.get(fact) ?? {};
    return facts.has(fact) && (type === "integer" || type === "number");
  });
}

/**
 * Which requirements no change meets, each by itself; `null` where each can be met.
 * @param {Calculator} calculator @param {Probes} probes @param {Requirement[]} unmet
 * @param {Facts} facts
 */
function alone(calculator, probes, unmet, facts) {
  const found = unmet.filter((rule) => {
    const [part] = partsOf(calculator, [rule], probes);
    return !wayOut(calculator, part, part.own(facts)).best;
  });
  return found.length > 0 ? found.map(({ id }) => id) : null;
}

/**
 * What is better about one way than about another, the weightiest first.
 * @param {Calculator} calculator @param {Part} part @param {Facts} own @param {Found} found
 * @returns {number[]}
 */
function weights(calculator, part, own, { facts, changed, decided }) {
  const doubts = decided.filter(({ status, notes }) => status === "unclear" || notes.length > 0);
  const unknown = decided.filter(({ status }) => status === "unknown");
  const frame = new Set();
  for (const { applies_when: when } of calculator.requirements) if (when) factsIn(when, frame);
  for (const { asked_when: when } of calculator.questions) if (when) factsIn(when, frame);
  let chosen = 0;
  let far = 0;
  for (const id of changed) {
    const { type } = part.questions.get(id) ?? {};
    // What the film is stays rather than what is done about it.
    chosen += frame.has(id) ? 2 : type === "choice" || type === "choices" ? 1 : 0;
    far += distanceOf(own[id], facts[id], scaleOf(part, own, id));
  }
  return [doubts.length, chosen, unknown.length, far];
}

/**
 * The largest answer in the same unit: what a number of it is little or much beside.
 * @param {Part} part @param {Facts} own @param {string} id
 */
function scaleOf(part, own, id) {
  const unit = part.questions.get(id)?.unit;
  const alike = [...part.questions.values()].filter((question) => question.unit === unit);
  const sizes = alike
    .map((question) => own[question.id])
    .filter((size) => typeof size === "number");
  return 1 + Math.max(0, ...sizes.map(Math.abs));
}

/**
 * How far an answer is from another of the same question.
 * @param {any} from @param {any} to @param {number} unit what counts as far among numbers
 */
function distanceOf(from, to, unit) {
  if (typeof from === "number") return Math.abs(to - from) / unit;
  if (Array.isArray(from)) {
    const common = from.filter((option) => to.includes(option)).length;
    return from.length + to.length - 2 * common;
  }
  const days = typeof from === "string" ? (Date.parse(to) - Date.parse(from)) / 86_400_000 : NaN;
  return Number.isNaN(days) ? 1 : Math.abs(days) / 365;
}

/** @param {Part} part @param {Facts} own @param {Found} found @returns {Change[]} */
function changesFrom(part, own, { facts, changed }) {
  const order = [...part.questions.keys()].filter((id) => changed.includes(id));
  return order.map((fact) => ({ fact, from: own[fact], to: facts[fact] }));
}

/**
 * The open questions of which one answer, whatever the others are, leaves something unmet.
 * @param {Part} part @param {Facts} own @param {(id: string) => boolean} asked
 */
function endings(part, own, asked) {
  const open = [...part.questions.values()].filter(
    ({ id, optional }) => own[id] == null && !optional && asked(id),
  );
  const ends = open.filter(({ id }) =>
    part.candidates(id, own).some((answer) => unmetIn(part, { ...own, [id]: answer }).length > 0),
  );
  return ends.map(({ id }) => id);
}
