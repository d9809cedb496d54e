/**
 * Decides a scheme's requirements, amount, instalments and deadlines from an applicant's facts.
 *
 * Pure: no DOM, no clock, no dependency. The same file runs in the browser and, in an
 * embedded interpreter, at every build. Truth has three values (Kleene): `true`, `false`
 * and `null` for unknown. An expression is a number, the id of a fact, or a list that
 * opens with an operator: `["at_least", "runtime_minutes", 20]`. Numbers are reckoned with as
 * the decimals that they are written as: nothing is rounded before the end.
 *
 * @typedef {number | string | boolean | string[] | null | undefined} Answer
 * @typedef {Record<string, any>} Facts answers by the ids of their questions
 * @typedef {any[]} Operation an operator with its operands
 * @typedef {number | string | Operation} Expression
 * @typedef {{id: string, type: string, optional?: boolean, options?: {id: string}[], min?: number,
 *   above?: number, max?: number, no_more_than?: string, asked_when?: Expression}} Question
 * @typedef {{id: string, met_when?: Expression}} Reading none: read so, it is no condition
 * @typedef {{id: string, when: Expression}} Note
 * @typedef {{id: string, clause: string, stage?: string, applies_when?: Expression,
 *   met_when?: Expression, readings?: Reading[], notes?: Note[]}} Requirement
 * @typedef {{id: string, clause: string, clauses?: Record<string, string>,
 *   applies_when?: Expression, value: Expression}} Limit
 * @typedef {{currency: string, limits: Limit[], requested?: string, approved?: string}} Amount
 * @typedef {{id: string, clause: string, percent: number}} Instalment
 * @typedef {{id: string, clause: string, date: Expression, office_day?: boolean}} Deadline
 * @typedef {{first_year: number, last_year: number, holidays: string[]}} OfficeDays
 * @typedef {{scheme: string, questions: Question[], requirements: Requirement[],
 *   amount: Amount | null, instalments: Instalment[], deadlines: Deadline[],
 *   office_days?: OfficeDays}} Scheme
 * @typedef {{n: bigint, d: bigint}} Ratio n / d, where no whole number is the same
 * @typedef {number | Ratio} Exact
 *
 * @typedef {{id: string, clause: string, status: string, stage: string, notes: string[],
 *   readings?: {id: string, outcome: string}[]}} Decided
 * @typedef {{id: string, clause: string, amount: number | null, percent?: number,
 *   of?: number | null}} Step
 * @typedef {{scheme: string, verdict: string, requirements: Decided[], unanswered: string[],
 *   amount: {currency: string, cap: number | null, binding: string[] | null,
 *     exceeds_cap: boolean | null, steps: Step[]} | null,
 *   instalments: {id: string, clause: string, percent: number, amount: number | null}[],
 *   deadlines: {id: string, date: string | null, office_day: string | null,
 *     clause: string}[]}} Result
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

const isSafeInteger = Number.isSafeInteger;

/**
 * A number as a fraction, of the decimals that it is written as.
 * @param {Exact} number @returns {Ratio}
 */
function ratio(number) {
  if (typeof number === "object") return number;
  const [digits, exponent = "0"] = String(number).split("e");
  const [whole, decimals = ""] = digits.split(".");
  const places = decimals.length - +exponent;
  const scale = 10n ** BigInt(Math.abs(places));
  const n = BigInt(whole + decimals);
  return places > 0 ? { n, d: scale } : { n: n * scale, d: 1n };
}

/**
 * n / d, as a whole number where that is the same and safe.
 * @param {bigint} n @param {bigint} d @returns {Exact}
 */
function quotient(n, d) {
  const whole = n % d ? NaN : Number(n / d);
  return isSafeInteger(whole) ? whole : { n, d };
}

/** @param {any} a @param {any} b @returns {Exact} */
function product(a, b) {
  const quick = a * b;
  if (isSafeInteger(a) && isSafeInteger(b) && isSafeInteger(quick)) return quick;
  const [x, y] = [ratio(a), ratio(b)];
  return quotient(x.n * y.n, x.d * y.d);
}

/** @param {any} a @param {any} b @returns {Exact} */
function total(a, b) {
  const quick = a + b;
  if (isSafeInteger(a) && isSafeInteger(b) && isSafeInteger(quick)) return quick;
  const [x, y] = [ratio(a), ratio(b)];
  return quotient(x.n * y.d + y.n * x.d, x.d * y.d);
}

/** So many parts of an amount. @param {Exact} of @param {number} parts @param {number} whole */
function portion(of, parts, whole) {
  const times = product(of, parts);
  if (typeof times === "number" && times % whole === 0) return times / whole;
  const { n, d } = ratio(times);
  return quotient(n, d * BigInt(whole));
}

/** Below 0, 0 or above it, as two numbers are in order. @param {Exact} a @param {Exact} b */
function order(a, b) {
  if (typeof a === "number" && typeof b === "number") return Math.sign(a - b);
  const [x, y] = [ratio(a), ratio(b)];
  return Number(x.n * y.d - y.n * x.d);
}

/** @param {Exact} a @param {Exact} b */
const lesser = (a, b) => (order(a, b) > 0 ? b : a);

/** @param {Exact} number */
function floor(number) {
  if (typeof number === "number") return Math.floor(number);
  const { n, d } = number;
  return Number((n - (((n % d) + d) % d)) / d);
}

/**
 * The nearest number that JSON can hold; one too large for decimals loses them.
 * @param {Exact} number
 */
export function nearest(number) {
  if (typeof number === "number") return number;
  const whole = floor(number);
  const near = whole + Number(number.n - BigInt(whole) * number.d) / Number(number.d);
  return Math.floor(near) === whole ? near : whole;
}

/** @param {(a: any, b: any) => boolean} holds */
const comparison = (holds) => (/** @type {Operation} */ node, /** @type {Facts} */ facts) => {
  const a = value(node[1], facts);
  const b = value(node[2], facts);
  if (a === null || b === null) return null;
  return typeof a === "object" || typeof b === "object" ? holds(order(a, b), 0) : holds(a, b);
};

/**
 * Folds the operands of a value operator; unknown as soon as one is.
 * @param {(a: Exact, b: Exact) => Exact} join
 */
const fold = (join) => (/** @type {Operation} */ node, /** @type {Facts} */ facts) => {
  let result = value(node[1], facts);
  for (let i = 2; i < node.length && result !== null; i++) {
    const next = value(node[i], facts);
    result = next === null ? null : join(result, next);
  }
  return result;
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

/** The last day of a month, counted from the year 0. @param {number} month */
const lastDay = (month) =>
  new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();

/**
 * A date moved by years, months and days; a day that the month lacks becomes its last.
 *
 * Moved on, a period runs from the day after: one that begins on the first of a month ends with
 * the last day of one. That is how articles 119 to 121 of Taiwan's Civil Code count.
 * @param {string} date ISO 8601 @param {number} months @param {number} days
 */
function shift(date, months, days) {
  const from = +date.slice(0, 4) * 12 + +date.slice(5, 7) - 1;
  const to = from + months;
  let day = +date.slice(8);
  if (day > 27) {
    const last = lastDay(to);
    day = months > 0 && day === lastDay(from) ? last : Math.min(day, last);
  }
  return new Date(Date.UTC(Math.floor(to / 12), to % 12, day + days)).toISOString().slice(0, 10);
}

/**
 * The first working day after a date on which no office is open; `null` for a working day, and
 * beyond the years whose holidays are known.
 * @param {string} date @param {OfficeDays} known
 */
function nextOfficeDay(date, { first_year, last_year, holidays }) {
  let day = date;
  while (new Date(day).getUTCDay() % 6 === 0 || holidays.includes(day)) day = shift(day, 0, 1);
  const unknown = +date.slice(0, 4) < first_year || +day.slice(0, 4) > last_year;
  return day === date || unknown ? null : day;
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
  times: fold(product),
  sum: fold(total),
  min: fold(lesser),
  max: fold((a, b) => (order(a, b) < 0 ? b : a)),
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
    return date === null ? null : shift(date, node[2] * 12 + node[3], node[4]);
  },
  earlier: (node, facts) => {
    const date = value(node[1], facts);
    return date === null ? null : shift(date, -node[2] * 12 - node[3], -node[4]);
  },
  enough: ([, least, of], facts) => {
    let [sure, possible] = [0, 0];
    for (const [points, when] of of) {
      const truth = value(when, facts);
      if (truth) sure += points;
      if (truth !== false) possible += points;
    }
    return sure >= least || (possible < least ? false : null);
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
  enough: ([operator, , of]) => [operator, ...of.map((/** @type {Operation} */ pair) => pair[1])],
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
 * The facts that a limit rests on: whether it applies, and what it comes to.
 * @param {{applies_when?: Expression, value: Expression}} limit
 */
export const limitFacts = ({ applies_when = 0, value: node }) =>
  factsIn(node, factsIn(applies_when));

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
    if (!first || +parts[2] < 1 || shift(first, 0, +parts[3] - 1) !== answer)
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
 * The answers that count: those to questions that are asked. Whether one is, earlier answers that
 * count decide.
 * @param {Pick<Scheme, "questions">} scheme @param {Facts} facts
 * @param {(question: Question, answer: any) => void} [visit] is shown each answer first
 * @returns {Facts}
 */
export function askedFacts({ questions }, facts, visit) {
  let counted = facts;
  for (const question of questions) {
    const answer = facts[question.id];
    if (answer === undefined) continue;
    if (answer !== null) visit?.(question, answer);
    const when = question.asked_when;
    if (when === undefined || value(when, counted) === true) continue;
    if (counted === facts) counted = { ...facts };
    delete counted[question.id];
  }
  return counted;
}

/**
 * Throws at the first bad fact, in the order of asking.
 * @param {Scheme} scheme @param {any} facts @returns {Facts} those that count
 */
function checkFacts(scheme, facts) {
  if (typeof facts !== "object" || facts === null || Array.isArray(facts))
    throw new FactError("wrong_type", "facts", facts, "an object of facts by their ids");
  let answered = 0;
  /** @type {Question[]} */
  const bounded = [];
  const counted = askedFacts(scheme, facts, (question, answer) => {
    answered++;
    check(question, answer);
    if (question.no_more_than) bounded.push(question);
  });
  const given = Object.keys(facts);
  if (given.length > answered) {
    const ids = scheme.questions.map((question) => question.id);
    const [unknown] = given.filter((id) => !ids.includes(id)).sort();
    if (unknown !== undefined)
      throw new FactError("unknown_fact", unknown, facts[unknown], "the facts " + ids.join(", "));
  }
  for (const { id, no_more_than: limit = "" } of bounded)
    if (counted[id] != null && counted[limit] != null && counted[id] > counted[limit])
      throw new FactError(
        "inconsistent",
        id,
        counted[id],
        `at most ${limit}, which is ${counted[limit]}`,
      );
  return counted;
}

/**
 * The conditions that decide a requirement: one for each reading of its clause that is one.
 * @param {Requirement} requirement @returns {Expression[]}
 */
export const conditionsOf = ({ met_when, readings = [] }) =>
  [met_when, ...readings.map((reading) => reading.met_when)].filter((way) => way !== undefined);

/** @param {Requirement} requirement @param {Facts} facts */
function decide(requirement, facts) {
  const { id, clause, stage = "application", applies_when, met_when = "" } = requirement;
  const { readings, notes } = requirement;
  /** @type {Decided} */
  const result = { id, clause, status: "unknown", stage, notes: [] };
  if (notes)
    for (const note of notes) if (value(note.when, facts) === true) result.notes.push(note.id);
  const applies = applies_when == null || value(applies_when, facts);
  if (applies === false) result.status = "not_applicable";
  else if (applies && readings) {
    const outcomes = readings.map(({ met_when: way }) => way === undefined || value(way, facts));
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
 * The cap is the smallest limit that applies, rounded down; limits are compared before rounding.
 * Adds the unanswered facts on which it still depends. Where no limit applies, none binds, and
 * there is no cap.
 * @param {Amount} amount @param {Facts} facts @param {Set<string>} open
 */
function computeAmount({ currency, limits, requested = "" }, facts, open) {
  /** @type {any[]} */
  const amounts = [];
  const steps = limits.flatMap((limit) => {
    const applies = limit.applies_when === undefined || value(limit.applies_when, facts);
    if (applies === false) return [];
    const exact = applies && value(limit.value, facts);
    amounts.push(exact);
    /** @type {Step} */
    const step = {
      id: limit.id,
      clause: limit.clause,
      amount: exact === null ? null : nearest(exact),
    };
    const [operator, first, second] = Array.isArray(limit.value) ? limit.value : [];
    if (operator === "share") {
      const of = value(second, facts);
      step.percent = first;
      step.of = of === null ? null : nearest(of);
    }
    if (operator === "by") step.clause = limit.clauses?.[facts[first]] ?? limit.clause;
    return [step];
  });
  const known = !amounts.includes(null);
  const least = known && amounts.length > 0 ? amounts.reduce(lesser) : null;
  const cap = least === null ? null : floor(least);
  const asked = facts[requested] ?? null;
  if (cap === null)
    for (const { applies_when = 0, value: limit } of limits)
      if (value(applies_when, facts) !== false) {
        collectMissing(applies_when, facts, open);
        collectMissing(limit, facts, open);
      }
  return {
    currency,
    cap,
    binding: known ? steps.filter((_, i) => !order(amounts[i], least)).map(({ id }) => id) : null,
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
    const amount = i === instalments.length - 1 ? rest : floor(portion(base, percent, 100));
    rest -= amount;
    return { id, clause, percent, amount };
  });
}

/**
 * The verdict on a scheme for an applicant's facts.
 * @param {Scheme} scheme the `calculator` member of `api/schemes/<scheme>.json`
 * @param {Facts} given answers by fact id; `null` or absent is unanswered
 * @returns {Result}
 * @throws {FactError} for a fact that is of a wrong type, out of range, unknown or inconsistent
 */
export function evaluate(scheme, given) {
  const facts = checkFacts(scheme, given);
  /** @type {Decided[]} */
  const requirements = [];
  /** @type {Set<string>} */
  const open = new Set();
  let verdict = "eligible";
  for (const requirement of scheme.requirements) {
    const decided = decide(requirement, facts);
    requirements.push(decided);
    const { stage, status } = decided;
    if (stage !== "application" || status === "met" || status === "not_applicable") continue;
    if (status === "unmet") verdict = "ineligible";
    else if (verdict === "eligible") verdict = "undetermined";
    if (status === "unknown") collectOpen(requirement, facts, open);
  }
  const amount = scheme.amount && computeAmount(scheme.amount, facts, open);
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
      facts[scheme.amount?.approved ?? ""] ?? amount?.cap ?? null,
    ),
    deadlines: scheme.deadlines.map((deadline) => {
      const { id, clause } = deadline;
      const date = value(deadline.date, facts);
      const known = date !== null && deadline.office_day && scheme.office_days;
      return { id, date, office_day: known ? nextOfficeDay(date, known) : null, clause };
    }),
  };
}
