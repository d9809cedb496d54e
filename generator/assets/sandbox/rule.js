/** One rule of a scheme by itself: the questions that it rests on, and what it makes of answers. */
import { conditionsOf, factsIn } from "../calculator/engine.js";

/**
 * @import { Expression, Question, Result, Scheme } from "../calculator/engine.js"
 * @import { Figure, Path } from "./change.js"
 *
 * @typedef {object} Outcome what one rule makes of answers
 * @property {string} [status] of a requirement
 * @property {{id: string, outcome: string}[]} [readings]
 * @property {string[]} [notes]
 * @property {number | null} [cap] of the amount
 * @property {string | null} [date] of a deadline
 * @property {boolean} [refused] of a question
 * @property {number | null} [exact] the amount before it is rounded
 * @property {string} [binding] the limits that make it
 */

/** The rules that may decide otherwise. @param {any} rules @param {readonly Figure[]} figures */
export function touched(rules, figures) {
  /** @type {Map<string, Path>} */
  const found = new Map();
  const add = (/** @type {Path} */ rule) => found.set(rule.join(), rule);
  for (const { rule, paths } of figures) {
    if (rule[0] === "amount") add(["amount"]);
    // A deadline that is reckoned from another has the other's figures written out in it.
    else if (rule[0] === "deadlines") for (const path of paths) add(path.slice(0, rule.length));
    else if (rule[0] !== "questions" || paths[0].length === 3) add(rule);
    else {
      const { id } = rules.questions[rule[1]];
      for (const other of allRules(rules))
        if (factsOf(rules, expressionsOf(rules, other)).has(id)) add(other);
    }
  }
  return [...found.values()];
}

/** @param {any} rules @returns {Path[]} */
function allRules({ requirements, amount, deadlines }) {
  return [
    ...requirements.map((/** @type {unknown} */ _, /** @type {number} */ i) => ["requirements", i]),
    ...(amount ? [["amount"]] : []),
    ...deadlines.map((/** @type {unknown} */ _, /** @type {number} */ i) => ["deadlines", i]),
  ];
}

/** @param {any} rules @param {Path} rule @returns {Expression[]} */
export function expressionsOf(rules, [kind, i]) {
  if (kind === "questions") return [rules.questions[i].id];
  if (kind === "deadlines") return [rules.deadlines[i].date];
  if (kind === "amount")
    return rules.amount.limits.flatMap((/** @type {any} */ { applies_when: when, value }) =>
      when === undefined ? [value] : [when, value],
    );
  const requirement = rules.requirements[i];
  const notes = (requirement.notes ?? []).map((/** @type {any} */ { when }) => when);
  const applies = requirement.applies_when === undefined ? [] : [requirement.applies_when];
  return [...applies, ...conditionsOf(requirement), ...notes];
}

/**
 * The questions that decide, with those that decide whether these are asked, or bound them.
 * @param {Scheme} rules @param {readonly Expression[]} expressions
 */
export function factsOf({ questions }, expressions) {
  /** @type {Set<string>} */
  const facts = new Set();
  for (const expression of expressions) factsIn(expression, facts);
  for (const fact of facts) {
    const question = questions.find(({ id }) => id === fact);
    if (question?.asked_when !== undefined) factsIn(question.asked_when, facts);
    if (question?.no_more_than) facts.add(question.no_more_than);
  }
  return facts;
}

/**
 * The rules with one rule alone.
 * @param {any} rules @param {Path} rule @param {Set<string>} facts @returns {Scheme}
 */
export function alone(rules, [kind, i], facts) {
  return {
    scheme: rules.scheme,
    questions: rules.questions.filter((/** @type {Question} */ { id }) => facts.has(id)),
    requirements: kind === "requirements" ? [rules.requirements[i]] : [],
    amount: kind === "amount" ? rules.amount : null,
    instalments: [],
    deadlines: kind === "deadlines" ? [rules.deadlines[i]] : [],
  };
}

/** @param {Result} result @returns {Outcome} */
export function outcomeIn({ requirements: [requirement], amount, deadlines: [deadline] }) {
  if (requirement) {
    const { status, readings, notes } = requirement;
    return { status, ...(readings ? { readings } : {}), notes };
  }
  if (amount) {
    const amounts = amount.steps.map((limit) => limit.amount);
    const known = amounts.length > 0 && !amounts.includes(null);
    const exact = known ? Math.min(.../** @type {number[]} */ (amounts)) : null;
    // Where several are the same, the last of them stands for all: it goes on to bind.
    return { cap: amount.cap, exact, binding: amount.binding?.at(-1) };
  }
  return deadline ? { date: deadline.date } : {};
}
