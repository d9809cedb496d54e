/** The applicant's answers: which are good, which questions are asked, and what the engine makes of them. */
import { evaluate, FactError, value } from "./engine.js";

export class Answers {
  /** @param {any} calculator */
  constructor(calculator) {
    this.calculator = calculator;
    /** Good answers; `null` says "I don't know yet". @type {Record<string, any>} */
    this.facts = {};
    /** Answers as typed that the engine refuses. @type {Map<string, FactError>} */
    this.refused = new Map();
  }

  /** Takes an answer; `undefined` takes it back. A refused one counts as unanswered. @param {string} id @param {any} given */
  set(id, given) {
    this.refused.delete(id);
    delete this.facts[id];
    if (given === undefined) return;
    const error = refusal(this.calculator, { [id]: given });
    if (error) this.refused.set(id, error);
    else this.facts[id] = given;
  }

  /** @param {any} question */
  asks(question) {
    return question.asked_when === undefined || value(question.asked_when, this.facts) === true;
  }

  /**
   * The engine's result, and each refused answer with its error. Of answers that
   * contradict each other the one that the engine names is left out.
   */
  settle() {
    const facts = { ...this.facts };
    const errors = new Map(this.refused);
    for (let error; (error = refusal(this.calculator, facts)); delete facts[error.fact])
      errors.set(error.fact, error);
    return { facts, errors, result: evaluate(this.calculator, facts) };
  }
}

/** The engine's objection to facts, if any. @param {any} calculator @param {any} facts @returns {FactError | null} */
export function refusal(calculator, facts) {
  try {
    evaluate(calculator, facts);
    return null;
  } catch (error) {
    if (error instanceof FactError) return error;
    throw error;
  }
}
