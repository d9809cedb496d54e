/**
 * The applicant's answers with something changed: which changes are worth a look, and what the
 * engine makes of them.
 */
import { Answers } from "./answers.js";

/**
 * @import { Answer, Calculator, Facts, Question, Result } from "../types/calculator"
 * @import { FactError } from "./engine.js"
 *
 * @typedef {object} Outcome
 * @property {Result} result
 * @property {string[]} open ids of the questions still to answer
 * @property {Map<string, FactError>} refused the changed answers that the engine refuses
 */

/** The questions that are asked first, in that order. @param {Calculator} calculator */
const quick = ({ quick: ids = [], questions }) =>
  ids.flatMap((id) => questions.filter((question) => question.id === id));

/**
 * The first of the quick questions that offers options, if one does.
 * @param {Calculator} calculator
 */
export const choiceOf = (calculator) => quick(calculator).find(({ type }) => type === "choice");

/** The quick questions that are answered with a number. @param {Calculator} calculator */
export const figuresOf = (calculator) =>
  quick(calculator).filter(({ type }) => type === "integer" || type === "number");

/** Whether there is anything to set side by side. @param {Calculator} calculator */
export const canCompare = (calculator) =>
  choiceOf(calculator) !== undefined || figuresOf(calculator).length > 0;

/**
 * The options that the applicant has not chosen.
 * @param {Question | undefined} question @param {Answer | undefined} chosen
 */
export const others = (question, chosen) =>
  (question?.options ?? []).filter(({ id }) => id !== chosen);

/**
 * What follows where some answers are others.
 * @param {Calculator} calculator @param {Facts} all every good answer, asked for or not
 * @param {Facts} changes @returns {Outcome}
 */
export function outcome(calculator, all, changes) {
  const answers = new Answers(calculator);
  answers.given = { ...all };
  for (const [id, answer] of Object.entries(changes)) answers.set(id, answer);
  const { asked, errors, result } = answers.settle();
  const open = result.unanswered.filter((id) => asked.has(id));
  const refused = new Map([...errors].filter(([id]) => id in changes));
  return { result, open, refused };
}

/** What stands in the way of an application. @param {Result} result */
export const obstacles = ({ requirements }) =>
  requirements.filter(
    ({ stage, status }) => stage === "application" && (status === "unmet" || status === "unclear"),
  );
