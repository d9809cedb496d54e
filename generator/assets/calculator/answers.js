/**
 * The applicant's answers: which are good, which questions are asked, and what the engine makes
 * of them.
 */
import { evaluate, FactError, value } from "./engine.js";

/** @import { Answer, Calculator, Facts, Question, Result } from "../types/calculator" */

/**
 * @typedef {object} Settled
 * @property {Facts} facts the answers that the result rests on
 * @property {Map<string, FactError>} errors each refused answer's
 * @property {Result} result the engine's
 */

export class Answers {
  /** @param {Calculator} calculator */
  constructor(calculator) {
    this.calculator = calculator;
    /** Good answers; `null` says "I don't know yet". @type {Facts} */
    this.facts = {};
    /** Answers as typed that the engine refuses. @type {Map<string, FactError>} */
    this.refused = new Map();
  }

  /**
   * Takes an answer; `undefined` takes it back. A refused one counts as unanswered.
   * @param {string} id @param {Answer | undefined} answer
   */
  set(id, answer) {
    this.refused.delete(id);
    delete this.facts[id];
    if (answer === undefined) return;
    const error = refusal(this.calculator, { [id]: answer });
    if (error) this.refused.set(id, error);
    else this.facts[id] = answer;
  }

  /** Whether a question is to be asked. @param {Question} question */
  asks(question) {
    return question.asked_when === undefined || value(question.asked_when, this.facts) === true;
  }

  /**
   * The engine's result, and each refused answer with its error. Of answers that
   * contradict each other the one that the engine names is left out.
   * @returns {Settled}
   */
  settle() {
    const facts = { ...this.facts };
    const errors = new Map(this.refused);
    let error = refusal(this.calculator, facts);
    while (error) {
      errors.set(error.fact, error);
      delete facts[error.fact];
      error = refusal(this.calculator, facts);
    }
    return { facts, errors, result: /** @type {Result} */ (evaluate(this.calculator, facts)) };
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
