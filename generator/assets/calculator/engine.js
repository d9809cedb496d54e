/**
 * Decides a scheme's requirements, amount, instalments and deadlines from an applicant's facts.
 *
 * Pure: no DOM, no clock, no dependency. The same file runs in the browser and, in an
 * embedded interpreter, at every build. Truth has three values (Kleene): `true`, `false`
 * and `null` for unknown. An expression is a number, the id of a fact, or a list that
 * opens with an operator: `["at_least", "runtime_minutes", 20]`.
 *
 * @typedef {number | string | boolean | string[] | null | undefined} Answer
 * @typedef {Record<string, any>} Facts answers by the ids of their questions
 * @typedef {any[]} Operation an operator with its operands
 * @typedef {number | string | Operation} Expression
 * @typedef {{id: string, type: string, optional?: boolean, options?: {id: string}[], min?: number,
 *   above?: number, max?: number, no_more_than?: string, asked_when?: Expression}} Question
 * @typedef {{id: string, met_when: Expression}} Reading
 * @typedef {{id: string, clause: string, stage?: string, applies_when?: Expression,
 *   met_when?: Expression, readings?: Reading[]}} Requirement
 * @typedef {{id: string, clause: string, clauses?: Record<string, string>,
 *   value: Expression}} Limit
 * @typedef {{currency: string, limits: Limit[], requested?: string, approved?: string}} Amount
 * @typedef {{id: string, clause: string, percent: number}} Instalment
 * @typedef {{id: string, clause: string, date: Expression}} Deadline
 * @typedef {{scheme: string, questions: Question[], requirements: Requirement[], amount: Amount,
 *   instalments: Instalment[], deadlines: Deadline[]}} Scheme
 *
 * @typedef {{id: string, clause: string, status: string, stage: string,
 *   readings?: {id: string, outcome: string}[]}} Decided
 * @typedef {{id: string, clause: string, amount: number | null, percent?: number,
 *   of?: number | null}} Step
 * @typedef {{scheme: string, verdict: string, requirements: Decided[], unanswered: string[],
 *   amount: {currency: string, cap: number | null, binding: string[] | null,
 *     exceeds_cap: boolean | null, steps: Step[]},
 *   instalments: {id: string, clause: string, percent: number, amount: number | null}[],
 *   deadlines: {id: string, date: string | null, clause: string}[]}} Result
 */

/** Bad input: `code` says what kind, `fact` which one. Never a verdict. */
export class FactError extends Error {
  /** @param {string} code @param {string} fact @param {unknown} given @param {string} allowed */
  constructor(code, fact, given, allowed) {
    super(`${fact}: ${show(given)} given; allowed: ${allowed}`);
    this.name = "FactError";
    this.code = code;
    this.fact = fact;
  }
}

/** @param {unknown} given */
function show(given) {
  const text = typeof given === "number" ? String(given) : (JSON.stringify(given) ?? String(given));
  return text.length > 80 ? text.slice(0, 79) + "…" : text;
}

/** @param {(a: any, b: any) => boolean} holds */
const comparison = (holds) => (/** @type {Operation} */ node, /** @type {Facts} */ facts) => {
  const a = value(node[1], facts);
  const b = value(node[2], facts);
  return a === null || b === null ? null : holds(a, b);
};

/**
 * Folds the operands of a value operator; unknown as soon as one is.
 * @param {(a: number, b: number) => number} join
 */
const fold = (join) => (/** @type {Operation} */ node, /** @type {Facts} */ facts) => {
  let total = value(node[1], facts);
  for (let i = 2; i < node.length && total !== null; i++) {
    const next = value(node[i], facts);
    total = next === null ? null : join(total, next);
  }
  return total;
};

/** `all` stops at the first false, `any` at the first true. @param {boolean} decides */
const junction = (decides) => (/** @type {Operation} */ node, /** @type {Facts} */ facts) => {
  /** @type {boolean | null} */
  let result = !decides;
  for (let i = 1; i < node.length; i++) {
    const truth = value(node[i], facts);
    if (truth === decides) return decides;
    if (truth === null) result = null;
  }
  return result;
};

/**
 * numerator / denominator of an amount, split so that whole money stays exact up to 2^53.
 * A fraction that a number of that size cannot hold is dropped.
 * @param {number} of @param {number} numerator @param {number} denominator
 */
function portion(of, numerator, denominator) {
  const units = Math.floor(of / denominator);
  const whole = units * numerator;
  const rest = ((of - units * denominator) * numerator) / denominator;
  return whole + (whole < 2 ** 33 ? rest : Math.floor(rest));
}

/**
 * A date moved by years, months and days; a day that the month lacks becomes its last.
 * @param {string} date ISO 8601 @param {number} years @param {number} months @param {number} days
 */
function shift(date, years, months, days) {
  const [y, m, d] = date.split("-").map(Number);
  const month = y * 12 + m - 1 + years * 12 + months;
  const last = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();
  const moved = Date.UTC(Math.floor(month / 12), month % 12, Math.min(d, last) + days);
  return new Date(moved).toISOString().slice(0, 10);
}

/** @type {Record<string, (node: Operation, facts: Facts) => any>} */
const OPERATORS = {
  at_least: comparison((a, b) => a >= b),
  at_most: comparison((a, b) => a <= b),
  more_than: comparison((a, b) => a > b),
  less_than: comparison((a, b) => a < b),
  equal: comparison((a, b) => a === b),
  one_of: (node, facts) => {
    const chosen = facts[node[1]];
    return chosen == null ? null : node[2].includes(chosen);
  },
  any_of: (node, facts) => {
    const chosen = facts[node[1]];
    return chosen?.some((/** @type {string} */ option) => node[2].includes(option)) ?? null;
  },
  all: junction(false),
  any: junction(true),
  not: (node, facts) => {
    const truth = value(node[1], facts);
    return truth === null ? null : !truth;
  },
  share: (node, facts) => {
    const of = value(node[2], facts);
    return of === null ? null : portion(of, node[1], 100);
  },
  fraction: (node, facts) => {
    const of = value(node[3], facts);
    return of === null ? null : portion(of, node[1], node[2]);
  },
  times: fold((a, b) => a * b),
  sum: fold((a, b) => a + b),
  min: fold(Math.min),
  max: fold(Math.max),
  by: (node, facts) => {
    const chosen = facts[node[1]];
    return chosen == null ? null : value(node[2][chosen], facts);
  },
  year_of: (node, facts) => {
    const date = value(node[1], facts);
    return date === null ? null : +date.slice(0, 4);
  },
  later: (node, facts) => {
    const date = value(node[1], facts);
    return date === null ? null : shift(date, node[2], node[3], node[4]);
  },
  earlier: (node, facts) => {
    const date = value(node[1], facts);
    return date === null ? null : shift(date, -node[2], -node[3], -node[4]);
  },
  day: (node) => node[1],
  between_days: ([, of, first, last], facts) => {
    const date = value(of, facts);
    if (date === null) return null;
    const day = +(date.slice(5, 7) + date.slice(8));
    const [begun, over] = [day >= first, day > last];
    return first > last ? begun || !over : begun && !over;
  },
};

/**
 * The operators whose operands are not all expressions, with those that are, and of cases, where
 * facts are given, only the one that they choose.
 * @type {Record<string, (node: Operation, facts?: Facts) => Operation>}
 */
const OPERANDS = {
  one_of: ([operator, fact]) => [operator, fact],
  any_of: ([operator, fact]) => [operator, fact],
  by: ([operator, fact, cases], facts) => {
    if (!facts) return [operator, fact, ...Object.values(cases)];
    return [operator, facts[fact] == null ? fact : cases[facts[fact]]];
  },
  day: ([operator]) => [operator],
};

/**
 * What an expression comes to, or `null` while a fact it needs is unanswered.
 * @param {Expression} node @param {Facts} facts @returns {any}
 */
export function value(node, facts) {
  if (typeof node === "string") return facts[node] ?? null;
  return typeof node === "number" ? node : OPERATORS[node[0]](node, facts);
}

/**
 * An operator with those of its operands that are expressions, a fact of which options are asked
 * among them. @param {Operation} node @param {Facts} [facts] @returns {Operation}
 */
const bare = (node, facts) => OPERANDS[node[0]]?.(node, facts) ?? node;

/**
 * The expressions that are operands of one; none of a number or a fact.
 * @param {Expression} node @returns {Expression[]}
 */
export const children = (node) => (typeof node === "object" ? bare(node).slice(1) : []);

/**
 * The facts that an expression rests on, in the order in which it names them. An operator or an
 * option that is called as a question is none.
 * @param {Expression} node @param {Set<string>} [found] @returns {Set<string>}
 */
export function factsIn(node, found = new Set()) {
  if (typeof node === "string") found.add(node);
  for (const operand of children(node)) factsIn(operand, found);
  return found;
}

/**
 * Adds the unanswered facts on which an expression that is still unknown depends.
 * @param {Expression} node @param {Facts} facts @param {Set<string>} found
 */
function collectMissing(node, facts, found) {
  if (typeof node === "string") {
    if (facts[node] == null) found.add(node);
  } else if (typeof node === "object" && value(node, facts) === null) {
    const operands = bare(node, facts);
    for (let i = 1; i < operands.length; i++) collectMissing(operands[i], facts, found);
  }
}

const DATE = /^(2[01]\d\d)-(\d\d)-(\d\d)$/;

/** @type {Record<string, string>} */
const TYPES = {
  boolean: "true or false",
  integer: "a whole number",
  number: "a number",
  date: "a calendar date from 2000-01-01 to 2199-12-31, as YYYY-MM-DD",
};

/** What a question allows, for an error. @param {Question} question */
function allowed({ type, min, above, max, options }) {
  if (options) {
    const ids = options.map((option) => option.id).join(", ");
    return (type === "choices" ? "a list of any of: " : "one of: ") + ids;
  }
  let text = TYPES[type];
  if (min !== undefined) text += `, ${min} or more`;
  if (above !== undefined) text += `, more than ${above}`;
  if (max !== undefined) text += `, at most ${max}`;
  return text;
}

/** @param {string} code @param {Question} question @param {unknown} given @returns {never} */
function refuse(code, question, given) {
  throw new FactError(code, question.id, given, allowed(question));
}

/**
 * Throws unless an answer is of its question's type and in its range.
 * @param {Question} question @param {any} answer
 */
function check(question, answer) {
  const { type } = question;
  if (type === "boolean") {
    if (typeof answer !== "boolean") refuse("wrong_type", question, answer);
  } else if (type === "integer" || type === "number") {
    if (typeof answer !== "number") refuse("wrong_type", question, answer);
    if (!Number.isFinite(answer)) refuse("not_finite", question, answer);
    if (type === "integer" && !Number.isInteger(answer)) refuse("wrong_type", question, answer);
    const { min, above, max } = /** @type {Required<Question>} */ (question);
    if (answer < min || answer <= above || answer > max) refuse("out_of_range", question, answer);
  } else if (type === "date") {
    if (typeof answer !== "string") refuse("wrong_type", question, answer);
    const parts = DATE.exec(answer);
    const first = parts && `${parts[1]}-${parts[2]}-01`;
    if (!first || +parts[2] < 1 || shift(first, 0, 0, +parts[3] - 1) !== answer)
      refuse("invalid_date", question, answer);
  } else {
    const many = type === "choices";
    if (many ? !Array.isArray(answer) : typeof answer !== "string")
      refuse("wrong_type", question, answer);
    for (const chosen of many ? answer : [answer]) {
      if (typeof chosen !== "string") refuse("wrong_type", question, answer);
      if (!question.options?.some((option) => option.id === chosen))
        refuse("unknown_option", question, chosen);
    }
  }
}

/**
 * Throws at the first bad fact, in the order of asking.
 * @param {Scheme} scheme @param {any} facts
 */
function checkFacts(scheme, facts) {
  if (typeof facts !== "object" || facts === null || Array.isArray(facts))
    throw new FactError("wrong_type", "facts", facts, "an object of facts by their ids");
  let answered = 0;
  for (const question of scheme.questions) {
    const answer = facts[question.id];
    if (answer == null) continue;
    answered++;
    check(question, answer);
  }
  const given = Object.keys(facts);
  if (given.length > answered) {
    const ids = scheme.questions.map((question) => question.id);
    const [unknown] = given.filter((id) => !ids.includes(id)).sort();
    if (unknown !== undefined)
      throw new FactError("unknown_fact", unknown, facts[unknown], "the facts " + ids.join(", "));
  }
  for (const { id, no_more_than: limit } of scheme.questions)
    if (limit && facts[id] != null && facts[limit] != null && facts[id] > facts[limit])
      throw new FactError(
        "inconsistent",
        id,
        facts[id],
        `at most ${limit}, which is ${facts[limit]}`,
      );
}

/**
 * The conditions that decide a requirement: one for each reading of its clause.
 * @param {Requirement} requirement @returns {Expression[]}
 */
export const conditionsOf = ({ met_when, readings }) =>
  readings ? readings.map((reading) => reading.met_when) : [/** @type {Expression} */ (met_when)];

/** @param {Requirement} requirement @param {Facts} facts */
function decide(requirement, facts) {
  const { id, clause, stage = "application", applies_when, met_when = "", readings } = requirement;
  /** @type {Decided} */
  const result = { id, clause, status: "unknown", stage };
  const applies = applies_when == null || value(applies_when, facts);
  if (applies === false) result.status = "not_applicable";
  else if (applies && readings) {
    const outcomes = readings.map((reading) => value(reading.met_when, facts));
    const met = outcomes.includes(true);
    if (met && outcomes.includes(false)) {
      result.status = "unclear";
      result.readings = readings.map((reading, i) => ({
        id: reading.id,
        outcome: outcomes[i] === null ? "unknown" : outcomes[i] ? "met" : "unmet",
      }));
    } else if (!outcomes.includes(null)) result.status = met ? "met" : "unmet";
  } else if (applies) {
    const met = value(met_when, facts);
    if (met !== null) result.status = met ? "met" : "unmet";
  }
  return result;
}

/** @param {Requirement} requirement @param {Facts} facts @param {Set<string>} found */
function collectOpen(requirement, facts, found) {
  if (requirement.applies_when) collectMissing(requirement.applies_when, facts, found);
  for (const condition of conditionsOf(requirement)) collectMissing(condition, facts, found);
}

/**
 * The cap is the smallest limit, rounded down; limits are compared before rounding.
 * @param {Amount} amount @param {Facts} facts @returns {Result["amount"]}
 */
function computeAmount({ currency, limits, requested = "" }, facts) {
  const steps = limits.map((limit) => {
    /** @type {Step} */
    const step = { id: limit.id, clause: limit.clause, amount: value(limit.value, facts) };
    const [operator, first, second] = Array.isArray(limit.value) ? limit.value : [];
    if (operator === "share") Object.assign(step, { percent: first, of: value(second, facts) });
    if (operator === "by") step.clause = limit.clauses?.[facts[first]] ?? limit.clause;
    return step;
  });
  const amounts = steps.map((step) => step.amount ?? NaN);
  const least = Math.min(...amounts);
  const known = !Number.isNaN(least);
  const cap = known ? Math.floor(least) : null;
  const asked = facts[requested] ?? null;
  return {
    currency,
    cap,
    binding: known ? steps.filter((step) => step.amount === least).map((step) => step.id) : null,
    exceeds_cap: cap === null || asked === null ? null : asked > cap,
    steps,
  };
}

/**
 * Each instalment is rounded down, the last takes the rest.
 * @param {Instalment[]} instalments @param {number | null} base
 */
function splitInstalments(instalments, base) {
  let rest = /** @type {number} */ (base);
  return instalments.map(({ id, clause, percent }, i) => {
    if (base === null) return { id, clause, percent, amount: null };
    const amount = i === instalments.length - 1 ? rest : Math.floor(portion(base, percent, 100));
    rest -= amount;
    return { id, clause, percent, amount };
  });
}

/**
 * The verdict on a scheme for an applicant's facts.
 * @param {Scheme} scheme the `calculator` member of `api/schemes/<scheme>.json`
 * @param {Facts} facts answers by fact id; `null` or absent is unanswered
 * @returns {Result}
 * @throws {FactError} for a fact that is of a wrong type, out of range, unknown or inconsistent
 */
export function evaluate(scheme, facts) {
  checkFacts(scheme, facts);
  const requirements = scheme.requirements.map((requirement) => decide(requirement, facts));
  /** @type {Set<string>} */
  const open = new Set();
  let verdict = "eligible";
  for (let i = 0; i < requirements.length; i++) {
    const { stage, status } = requirements[i];
    if (stage !== "application" || status === "met" || status === "not_applicable") continue;
    if (status === "unmet") verdict = "ineligible";
    else if (verdict === "eligible") verdict = "undetermined";
    if (status === "unknown") collectOpen(scheme.requirements[i], facts, open);
  }
  const amount = computeAmount(scheme.amount, facts);
  if (amount.cap === null)
    for (const limit of scheme.amount.limits) collectMissing(limit.value, facts, open);
  return {
    scheme: scheme.scheme,
    verdict,
    requirements,
    unanswered:
      open.size === 0
        ? []
        : scheme.questions
            .filter(({ id, optional }) => !optional && open.has(id))
            .map(({ id }) => id),
    amount,
    instalments: splitInstalments(
      scheme.instalments,
      facts[scheme.amount.approved ?? ""] ?? amount.cap,
    ),
    deadlines: scheme.deadlines.map(({ id, clause, date }) => ({
      id,
      date: value(date, facts),
      clause,
    })),
  };
}
