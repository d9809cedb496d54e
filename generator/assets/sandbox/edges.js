/**
 * Whose result changes: for each rule that a changed figure touches, the answers at the edges
 * between which it decides otherwise. Pure; each edge that is told was worked out by the engine
 * under both rules. That there is no other, only the comparison `flips` says.
 */
import { evaluate, FactError } from "../calculator/engine.js";
import { distance, inOrder, isLine, pointsOf, step, tried } from "./answers.js";
import { alone, expressionsOf, factsOf, outcomeIn, touched } from "./rule.js";

/**
 * @import { Answer, Facts, Question, Scheme } from "../calculator/engine.js"
 * @import { Point, Tried } from "./answers.js"
 * @import { Figure, Path } from "./change.js"
 * @import { Outcome } from "./rule.js"
 *
 * @typedef {object} Range of answers to one question
 * @property {string} fact
 * @property {Point | null} from none where it has no beginning
 * @property {Point | null} to
 * @property {boolean} above whether `from` itself is not in it
 * @property {boolean} below whether `to` itself is not in it
 * @property {boolean} exact whether it ends there; else these are answers within it
 *
 * @typedef {object} Edge answers whose result changes in one way
 * @property {Record<string, Answer[]>} where the answers to other questions, where they matter
 * @property {Range | null} range
 * @property {Facts} facts of one applicant
 * @property {[Outcome, Outcome]} first before and after, at the first answer of the range
 * @property {[Outcome, Outcome]} last
 *
 * @typedef {object} RuleEdges
 * @property {Path} rule
 * @property {Edge[]} edges
 * @property {boolean} sampled whether only some answers were tried
 */

/** So many sets of other answers are tried of a rule. */
const MOST_SETS = 1000;
/** So many answers are looked at for the first whose rounded amount differs. */
const MOST_STEPS = 2000;
/** Beyond the last answer by this, an amount that grows with the answer has grown. */
const FAR = 1000;

/**
 * @param {Scheme} before @param {Scheme} after
 * @param {readonly Figure[]} figures that differ
 * @param {Record<string, readonly Answer[]>} trials answers to try, by question
 * @returns {RuleEdges[]}
 */
export function edgesOf(before, after, figures, trials) {
  return touched(before, figures)
    .filter(([kind]) => kind !== "instalments")
    .map((rule) => new Comparison(rule, before, after, figures, trials).edges())
    .filter(({ edges, sampled }) => edges.length > 0 || sampled);
}

/** One rule under both. */
class Comparison {
  #rule;
  /** @type {Scheme[]} */
  #both;
  /** @type {Question[]} */
  #questions;
  /** @type {Map<string, Tried>} */
  #tried = new Map();
  #sampled = false;
  /** The question along which it is followed. @type {string | undefined} */
  #along;

  /**
   * @param {Path} rule @param {Scheme} before @param {Scheme} after
   * @param {readonly Figure[]} figures @param {Record<string, readonly Answer[]>} trials
   */
  constructor(rule, before, after, figures, trials) {
    this.#rule = rule;
    const expressions = [before, after].flatMap((rules) => expressionsOf(rules, rule));
    const facts = factsOf(before, expressions);
    this.#both = [before, after].map((rules) => alone(rules, rule, facts));
    this.#questions = before.questions.filter(({ id }) => facts.has(id));
    const mine = figures.filter(({ paths }) =>
      paths.some((path) => rule.every((part, i) => path[i] === part)),
    );
    const points = pointsOf(before, after, mine);
    for (const question of this.#questions) {
      const { id } = question;
      const asked = [before, after].flatMap(({ questions }) =>
        questions.flatMap(({ asked_when: when }) => (when === undefined ? [] : [when])),
      );
      const own = tried(question, trials[id] ?? [], [...expressions, ...asked], points);
      const bounds = after.questions.find((other) => other.id === id);
      const more = bounds && tried(bounds, [], [], points);
      const answers = new Set([...own.answers, ...(more?.answers ?? [])]);
      const sorted = isLine(question) ? [...answers].sort(inOrder) : [...answers];
      const edges = new Set([...own.edges, ...(more?.edges ?? [])]);
      this.#tried.set(id, { answers: sorted, edges, exact: own.exact });
    }
    const lines = this.#questions.filter(isLine).map(({ id }) => id);
    const named = mine.find(({ question = "" }) => lines.includes(question))?.question;
    const size = (/** @type {string} */ id) => this.#answers(id).length;
    this.#along = named ?? lines.sort((a, b) => size(b) - size(a))[0];
  }

  /** @returns {RuleEdges} */
  edges() {
    /** @type {Map<string, {edge: Edge, sets: Facts[]}>} */
    const found = new Map();
    for (const set of this.#sets())
      for (const edge of this.#follow(set)) {
        const key = JSON.stringify([edge.range, edge.first, edge.last]);
        const same = found.get(key) ?? { edge, sets: [] };
        found.set(key, same);
        same.sets.push(set);
      }
    const edges = [...found.values()].flatMap(({ edge, sets }) =>
      this.#where(sets).map((where) => ({ ...edge, where })),
    );
    return { rule: this.#rule, edges, sampled: this.#sampled };
  }

  /** @param {string} id @returns {Answer[]} */
  #answers(id) {
    return this.#tried.get(id)?.answers ?? [];
  }

  /** Every set of answers to the other questions, or some of them. @returns {Facts[]} */
  #sets() {
    const others = this.#questions.filter(({ id }) => id !== this.#along).map(({ id }) => id);
    const all = others.reduce((count, id) => count * Math.max(this.#answers(id).length, 1), 1);
    this.#sampled = all > MOST_SETS;
    const count = Math.min(all, MOST_SETS);
    return Array.from({ length: count }, (_, n) => {
      // Spread evenly over all of them, the same ones each time.
      let place = this.#sampled ? Math.floor((n * all) / count) : n;
      /** @type {Facts} */
      const set = {};
      for (const id of others) {
        const answers = this.#answers(id);
        if (answers.length > 0) set[id] = answers[place % answers.length];
        place = Math.floor(place / Math.max(answers.length, 1));
      }
      return set;
    });
  }

  /**
   * What the rule makes of facts under both; `null` where either refuses them.
   * @param {Facts} facts @returns {[Outcome, Outcome] | null}
   */
  #pair(facts) {
    const ofQuestion = this.#rule[0] === "questions";
    const [before, after] = this.#both.map((rules) => {
      try {
        return outcomeIn(evaluate(rules, facts));
      } catch (error) {
        if (!(error instanceof FactError)) throw error;
        return { refused: true };
      }
    });
    if (!ofQuestion && (before.refused || after.refused)) return null;
    return [before, after];
  }

  /**
   * Which way the outcomes differ, empty where they do not.
   * @param {[Outcome, Outcome] | null} pair
   */
  #way(pair) {
    if (!pair) return "";
    const [before, after] = pair;
    if (before.cap !== undefined) {
      const sign = Math.sign((after.exact ?? 0) - (before.exact ?? 0));
      const known = before.cap === null || after.cap === null;
      const same = known ? before.cap === after.cap : sign === 0;
      return same ? "" : `${before.binding} ${after.binding} ${sign}`;
    }
    if (before.date !== undefined) return before.date === after.date ? "" : "differs";
    const both = pair.map((outcome) => JSON.stringify(outcome));
    return both[0] === both[1] ? "" : both.join(" ");
  }

  /** The edges with these other answers. @param {Facts} set @returns {Edge[]} */
  #follow(set) {
    const fact = this.#along;
    if (fact === undefined) {
      const pair = this.#pair(set);
      if (!pair || !this.#way(pair)) return [];
      return [{ where: {}, range: null, facts: set, first: pair, last: pair }];
    }
    const wayAt = (/** @type {Point} */ point) => this.#way(this.#pair({ ...set, [fact]: point }));
    const points = /** @type {Point[]} */ (this.#answers(fact));
    const ways = points.map(wayAt);
    /** @type {Edge[]} */
    const found = [];
    for (let i = 0; i < points.length; i++) {
      if (!ways[i] || ways[i] === ways[i - 1]) continue;
      let j = i;
      while (ways[j + 1] === ways[i]) j++;
      const edge = this.#edge(set, fact, i, j, wayAt);
      if (edge) found.push(edge);
    }
    return found;
  }

  /**
   * From one answer that was tried to another, as far as it goes.
   * @param {Facts} set @param {string} fact @param {number} i @param {number} j
   * @param {(point: Point) => string} wayAt @returns {Edge | null}
   */
  #edge(set, fact, i, j, wayAt) {
    const { answers, edges, exact } = /** @type {Tried} */ (this.#tried.get(fact));
    const points = /** @type {Point[]} */ (answers);
    const { type } = /** @type {Question} */ (this.#questions.find(({ id }) => id === fact));
    let [first, last] = [points[i], points[j]];
    /** @type {Range} */
    const range = { fact, from: null, to: null, above: false, below: false, exact: true };
    if (type === "number") {
      range.exact = exact;
      if (i > 0) {
        range.above = exact && !edges.has(first);
        range.from = range.above ? points[i - 1] : first;
      }
      if (j < points.length - 1) {
        range.below = exact && !edges.has(last);
        range.to = range.below ? points[j + 1] : last;
      }
    } else {
      if (i > 0) first = meet(first, points[i - 1], wayAt);
      if (j < points.length - 1) last = meet(last, points[j + 1], wayAt);
      const ends = this.#seen(set, fact, first, last);
      if (!ends) return null;
      [first, last] = ends;
      if (i > 0 || first !== points[0]) range.from = first;
      if (j < points.length - 1) range.to = last;
    }
    // Of a deadline each date is another: one of them is an example.
    if (this.#rule[0] === "deadlines") first = last = points[Math.floor((i + j) / 2)];
    const at = (/** @type {Point} */ point) =>
      /** @type {[Outcome, Outcome]} */ (this.#pair({ ...set, [fact]: point }));
    const [one, other] = [first, last].map(at);
    if (this.#rule[0] === "deadlines" || (range.to === null && this.#goesOn(one, last, at)))
      range.exact = false;
    if (!range.exact) Object.assign(range, { from: first, to: last, above: false, below: false });
    return { where: {}, range, facts: { ...set, [fact]: first }, first: one, last: other };
  }

  /**
   * Whether the amount is another beyond the last answer that was tried, or on the way to it.
   * @param {[Outcome, Outcome]} one at the first answer @param {Point} last
   * @param {(point: Point) => [Outcome, Outcome] | null} at
   */
  #goesOn(one, last, at) {
    if (this.#rule[0] !== "amount" || typeof last !== "number") return false;
    const caps = (/** @type {[Outcome, Outcome]} */ pair) => pair.map(({ cap }) => cap).join();
    return [at(last), at(2 * last + FAR)].some((pair) => pair && caps(pair) !== caps(one));
  }

  /**
   * The first and the last answer whose outcome is seen to differ: amounts are rounded down.
   * @param {Facts} set @param {string} fact @param {Point} first @param {Point} last
   * @returns {[Point, Point] | null}
   */
  #seen(set, fact, first, last) {
    if (this.#rule[0] !== "amount") return [first, last];
    const differs = (/** @type {Point} */ point) => {
      const pair = this.#pair({ ...set, [fact]: point });
      return pair !== null && pair[0].cap !== pair[1].cap;
    };
    const steps = Math.min(MOST_STEPS, distance(first, last));
    for (let n = 0; n <= steps; n++)
      if (differs(step(first, n)))
        for (let m = 0; m <= steps; m++)
          if (differs(step(last, -m))) return [step(first, n), step(last, -m)];
    return null;
  }

  /**
   * The answers to the other questions, without those that do not matter.
   * @param {Facts[]} sets @returns {Record<string, Answer[]>[]}
   */
  #where(sets) {
    let left = sets;
    for (const { id } of this.#questions) {
      if (id === this.#along) continue;
      const groups = grouped(left, id);
      const every = this.#answers(id).length;
      const all = (/** @type {Facts[]} */ group) => new Set(group.map((set) => key(set[id]))).size;
      if (groups.every((group) => all(group) === every))
        left = groups.map(([{ [id]: _, ...rest }]) => rest);
    }
    let merged = left.map((set) =>
      Object.fromEntries(Object.entries(set).map(([id, answer]) => [id, [answer]])),
    );
    for (const id of Object.keys(left[0]))
      merged = grouped(merged, id).map((group) => ({
        ...group[0],
        [id]: group.flatMap(({ [id]: answers }) => answers),
      }));
    return merged;
  }
}

/** @param {Answer} answer */
const key = (answer) => JSON.stringify(answer);

/**
 * Sets that are alike but for one answer, together.
 * @template {Record<string, unknown>} T
 * @param {readonly T[]} sets @param {string} id @returns {T[][]}
 */
function grouped(sets, id) {
  /** @type {Map<string, T[]>} */
  const groups = new Map();
  for (const set of sets) {
    const { [id]: _, ...rest } = set;
    const name = JSON.stringify(rest);
    const group = groups.get(name) ?? [];
    groups.set(name, group);
    group.push(set);
  }
  return [...groups.values()];
}

/**
 * The last answer on the way to another that is as the first.
 * @param {Point} inside @param {Point} outside @param {(point: Point) => string} wayAt
 */
function meet(inside, outside, wayAt) {
  const way = wayAt(inside);
  let [near, far] = [inside, outside];
  while (Math.abs(distance(near, far)) > 1) {
    const middle = step(near, Math.trunc(distance(near, far) / 2));
    if (wayAt(middle) === way) near = middle;
    else far = middle;
  }
  return near;
}
