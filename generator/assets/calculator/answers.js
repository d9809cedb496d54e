/**
 * The applicant's answers: which are good, which questions are asked, and what the engine makes
 * of them.
 */
import { askedFacts, evaluate, FactError, value } from "./engine.js";

/** @import { Answer, Calculator, Facts, Result, Verdict } from "../types/calculator" */

/** @type {Verdict[]} */
export const VERDICTS = ["eligible", "ineligible", "undetermined"];

/**
 * @typedef {object} Settled
 * @property {Facts} facts the answers that the result rests on
 * @property {Set<string>} asked the questions that are to be asked
 * @property {Map<string, FactError>} errors each refused answer's
 * @property {Result} result the engine's
 */

export class Answers {
  /** Good answers of the visitor's; `null` says "I don't know yet". @type {Facts} */
  own = {};
  /** Answers as typed that the engine refuses. @type {Facts} */
  refused = {};
  /** Good answers of the page around, where the visitor has given none. @type {Facts} */
  given = {};

  /** @param {Calculator} calculator */
  constructor(calculator) {
    this.calculator = calculator;
  }

  /** Every good answer, also to questions that are no longer asked. @returns {Facts} */
  get facts() {
    return { ...this.given, ...this.own };
  }

  /** Every answer as it stands in its field. @returns {Facts} */
  get typed() {
    return { ...this.facts, ...this.refused };
  }

  /**
   * Takes an answer; `undefined` takes it back. A refused one counts as unanswered.
   * @param {string} id @param {Answer | undefined} answer
   */
  set(id, answer) {
    for (const facts of [this.own, this.refused, this.given]) delete facts[id];
    if (answer === undefined) return;
    if (objection(this.calculator, id, answer)) this.refused[id] = answer;
    else this.own[id] = answer;
  }

  /**
   * Takes answers of the page around; those that do not fit, or that the visitor has given, are
   * left out.
   * @param {Facts} facts
   */
  give(facts) {
    const { own, refused } = this;
    this.given = sift(this.calculator, facts).facts;
    for (const id of Object.keys({ ...own, ...refused })) delete this.given[id];
  }

  /**
   * The engine's result, and each refused answer with its error. Of answers that
   * contradict each other the one that the engine names is left out.
   * @returns {Settled}
   */
  settle() {
    const { calculator } = this;
    /** @type {Settled["errors"]} */
    const errors = new Map();
    for (const [id, answer] of Object.entries(this.refused)) {
      const error = objection(calculator, id, answer);
      if (error) errors.set(id, error);
    }
    let facts = askedFacts(calculator, this.facts);
    let error = refusal(calculator, facts);
    while (error) {
      errors.set(error.fact, error);
      delete facts[error.fact];
      facts = askedFacts(calculator, facts);
      error = refusal(calculator, facts);
    }
    const asked = calculator.questions.filter(
      ({ asked_when: when }) => when === undefined || value(when, facts) === true,
    );
    return {
      facts,
      asked: new Set(asked.map(({ id }) => id)),
      errors,
      result: /** @type {Result} */ (evaluate(calculator, facts)),
    };
  }
}

/**
 * The engine's objection to facts, if any.
 * @param {Calculator} calculator @param {Facts} facts @returns {FactError | null}
 */
export function refusal(calculator, facts) {
  try {
    evaluate(calculator, facts);
    return null;
  } catch (error) {
    if (error instanceof FactError) return error;
    throw error;
  }
}

/**
 * The engine's objection to an answer by itself, whether its question is asked or not.
 * @param {Calculator} calculator @param {string} id @param {Answer} answer
 */
function objection(calculator, id, answer) {
  const questions = calculator.questions
    .filter((question) => question.id === id)
    .map((question) => ({ ...question, asked_when: undefined }));
  return refusal({ ...calculator, questions, requirements: [] }, { [id]: answer });
}

/**
 * The good ones of answers, and how many fit no question.
 * @param {Calculator} calculator @param {Facts} answers
 */
export function sift(calculator, answers) {
  /** @type {Facts} */
  const facts = {};
  let lost = 0;
  for (const [id, answer] of Object.entries(answers))
    if (objection(calculator, id, answer)) lost++;
    else facts[id] = answer;
  return { facts, lost };
}

/** The requirements that a result says are not met, or read two ways. @param {Result} result */
export const failedIn = (result) =>
  result.requirements
    .filter(({ status }) => status === "unmet" || status === "unclear")
    .map(({ id }) => id);

/** @param {Facts} facts */
export const any = (facts) => Object.keys(facts).length > 0;

/** @param {Facts} one @param {Facts} other */
export const same = (one, other) =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.keys(one).every((id) => JSON.stringify(one[id]) === JSON.stringify(other[id]));
