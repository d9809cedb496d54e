/** Requirements that share questions, by themselves: what other answers would make of them. */
import { restsOn } from "./advice.js";
import { candidates, isYearly, pairsIn } from "./candidates.js";
import { conditionsOf, evaluate, FactError, factsIn, value } from "./engine.js";

/**
 * @import {
 *   Calculator, DecidedRequirement, Expression, Facts, Probes, Question, Requirement,
 * } from "../types/calculator"
 * @import { Pair } from "./candidates.js"
 *
 * @typedef {object} State
 * @property {DecidedRequirement[]} decided what the engine makes of the requirements
 * @property {string[]} clash two questions whose answers contradict each other; else none
 */

/**
 * The requirements in parts that have no question in common.
 * @param {Calculator} calculator @param {Requirement[]} requirements @param {Probes} probes
 */
export function partsOf(calculator, requirements, probes) {
  /** @type {{facts: Set<string>, rules: Requirement[]}[]} */
  let parts = [];
  for (const rule of requirements) {
    const part = { facts: factsBehind(calculator, rule), rules: [rule] };
    const joined = parts.filter(({ facts }) => [...facts].some((id) => part.facts.has(id)));
    for (const { facts, rules } of joined) {
      for (const id of facts) part.facts.add(id);
      part.rules.unshift(...rules);
    }
    parts = [...parts.filter((other) => !joined.includes(other)), part];
  }
  return parts.map(({ facts, rules }) => new Part(calculator, rules, facts, probes));
}

/**
 * All on which a requirement and its notes rest, with what decides whether those questions are
 * asked, and how far their answers go.
 * @param {Calculator} calculator @param {Requirement} rule
 */
function factsBehind({ questions }, rule) {
  const facts = new Set(restsOn(rule));
  for (const { when } of rule.notes ?? []) factsIn(when, facts);
  const byId = new Map(questions.map((question) => [question.id, question]));
  // A set goes on to what is added on the way.
  for (const id of facts) {
    const { asked_when: when, no_more_than: limit } = byId.get(id) ?? {};
    if (when !== undefined) factsIn(when, facts);
    if (limit !== undefined) facts.add(limit);
  }
  return facts;
}

export class Part {
  /** @type {Map<string, Pair[]>} */
  #pairs = new Map();
  #probes;
  #scheme;
  /** Whether any condition goes by the day of the year. */
  #yearly;
  /** @type {Map<string, Set<string>>} */
  #behind;

  /**
   * @param {Calculator} calculator @param {Requirement[]} rules @param {Set<string>} facts
   * @param {Probes} probes
   */
  constructor(calculator, rules, facts, probes) {
    this.rules = rules;
    /** Its questions by their ids, in the order of the scheme. @type {Map<string, Question>} */
    this.questions = new Map(
      calculator.questions
        .filter(({ id }) => facts.has(id))
        .map((question) => [question.id, question]),
    );
    this.#probes = probes;
    this.#behind = new Map(rules.map((rule) => [rule.id, factsBehind(calculator, rule)]));
    this.#scheme = {
      scheme: calculator.scheme,
      questions: [...this.questions.values()],
      requirements: rules,
      amount: null,
      instalments: [],
      deadlines: [],
    };
    const conditions = this.#conditions();
    this.#yearly = conditions.some(isYearly);
    for (const pair of [...this.#limits(), ...conditions.flatMap(pairsIn)])
      for (const id of factsIn(pair[1], factsIn(pair[0], new Set())))
        this.#pairs.set(id, [...(this.#pairs.get(id) ?? []), pair]);
  }

  /** Of the answers that another limits, both. @returns {Pair[]} */
  #limits() {
    return [...this.questions.values()].flatMap(({ id, no_more_than: limit }) =>
      limit === undefined ? [] : [/** @type {Pair} */ ([id, limit])],
    );
  }

  /** All that its rules and its questions ask. @returns {Expression[]} */
  #conditions() {
    const asked = [...this.questions.values()];
    const conditions = this.rules.flatMap((rule) => [
      ...conditionsOf(rule),
      ...(rule.applies_when === undefined ? [] : [rule.applies_when]),
      ...(rule.notes ?? []).map(({ when }) => when),
    ]);
    const askings = asked.flatMap(({ asked_when: when }) => (when === undefined ? [] : [when]));
    return /** @type {Expression[]} */ ([...conditions, ...askings]);
  }

  /** The answers of its own questions. @param {Facts} facts */
  own(facts) {
    const answered = [...this.questions.keys()].filter((id) => facts[id] != null);
    return Object.fromEntries(answered.map((id) => [id, facts[id]]));
  }

  /** @param {Facts} facts its own @returns {State} */
  state(facts) {
    try {
      const { requirements } = evaluate(this.#scheme, facts);
      return { decided: /** @type {DecidedRequirement[]} */ (requirements), clash: [] };
    } catch (error) {
      if (!(error instanceof FactError) || error.code !== "inconsistent") throw error;
      const limit = this.questions.get(error.fact)?.no_more_than ?? "";
      return { decided: [], clash: [error.fact, limit] };
    }
  }

  /** All that can change what becomes of a requirement. @param {string} id */
  behind(id) {
    return [...(this.#behind.get(id) ?? [])];
  }

  /** Other answers that can make a difference. @param {string} id @param {Facts} facts */
  candidates(id, facts) {
    const question = /** @type {Question} */ (this.questions.get(id));
    return candidates(question, facts, this.#probes, this.#pairs.get(id) ?? [], this.#yearly);
  }

  /** Whether a question is not asked, whatever else is answered. @param {string} id
   * @param {Facts} facts
   */
  closed(id, facts) {
    const when = this.questions.get(id)?.asked_when;
    return when !== undefined && value(when, facts) === false;
  }

  /** Whether the answers to try are all that matter. @param {string[]} ids */
  complete(ids) {
    return ids.every((id) => id in this.#probes);
  }
}
