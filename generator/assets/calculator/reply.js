/**
 * What the rules make of facts that a query holds, in sentences: which requirements are met, which
 * are not or can be read two ways, how much can be granted and by when something is due. The
 * engine decides, and the words are the calculator's. It begins with how the query was read.
 *
 * Every number has to count for something, or there is no reply: who gives a cost wants to hear of
 * it. Where they count once an option is chosen, each option has its sentences. */
import { factsOf } from "./advice.js";
import { Answers } from "./answers.js";
import { factsIn, limitFacts } from "./engine.js";
import { writeLink } from "./link.js";
import { comparedWords, mostWords } from "./sums.js";
import { RESULT } from "./wording.js";

/**
 * @import { AmountStep, DecidedRequirement, Facts, Question, Result } from "../types/calculator"
 * @import { Status } from "../types/calculator"
 * @import { Answered } from "../types/search"
 * @import { Read } from "./reader.js"
 * @import { Wording } from "./wording.js"
 *
 * @typedef {"eligible" | "ineligible" | "unclear" | "amount" | "date" | "depends"} Kind
 *
 * @typedef {object} Outcome
 * @property {Kind} verdict
 * @property {string[]} sentences
 * @property {string[]} clauses their locators
 * @property {Set<string>} used ids of the facts that count
 */

/**
 * @param {Wording} wording of the data of an answer @param {Read} read
 * @returns {Answered | null}
 */
export function reply(wording, { facts, about, howMuch }) {
  const { calculator, title, page = "" } = wording.data;
  const settled = settle(wording, facts);
  if (!settled || Object.keys(facts).length === 0) return null;
  const figures = Object.keys(facts).filter((id) => isFigure(wording.question(id)));
  const whole = (/** @type {Outcome | null} */ outcome) =>
    outcome && figures.every((id) => outcome.used.has(id)) ? outcome : null;
  const asked = about || howMuch;
  const known = howMuch ? limits(wording, settled) : null;
  const decided = whole(outcomeOf(wording, settled));
  const outcome =
    figures.length === 0
      ? known
      : decided
        ? withLimits(decided, known)
        : asked
          ? byOption(wording, facts, whole)
          : null;
  if (!outcome) return null;
  const { quick = [], scheme } = calculator;
  const step = Object.keys(facts).every((id) => quick.includes(id)) ? undefined : RESULT;
  const link = writeLink(calculator, wording.rules, facts, settled.result, step);
  const places = { facts: asRead(wording, facts), text: outcome.sentences.join(wording.space) };
  return {
    scheme,
    title,
    statement: wording.text("answer_statement", places),
    clauses: [...new Set(outcome.clauses)].map((locator) => ({
      locator,
      url: wording.clauseUrl(locator),
      name: wording.data.clauses[locator],
    })),
    verdict: outcome.verdict,
    href: new URL(page, wording.root).href + link,
    facts,
  };
}

/** @typedef {{facts: Facts, result: Result}} Settled */

/**
 * What the engine makes of facts, `null` unless each of them is good and asked for.
 * @param {Wording} wording @param {Facts} facts @returns {Settled | null}
 */
function settle(wording, facts) {
  const answers = new Answers(wording.data.calculator);
  for (const [id, answer] of Object.entries(facts)) answers.set(id, answer);
  const { facts: counted, errors, result } = answers.settle();
  const all = Object.keys(facts).every((id) => id in counted);
  return all && errors.size === 0 ? { facts, result } : null;
}

/** @param {Question} question */
const isFigure = ({ type }) => type === "integer" || type === "number" || type === "date";

/** How a query was read. @param {Wording} wording @param {Facts} facts */
function asRead(wording, facts) {
  const words = wording.data.calculator.questions.flatMap((question) => {
    const { id, label } = question;
    const value = facts[id];
    if (value === undefined) return [];
    const answer = wording.answer(question, value);
    if (!isFigure(question)) return [answer];
    return [wording.text("answer_fact", { name: names(wording)[id] ?? label, answer })];
  });
  return words.join(wording.text("list_comma"));
}

/** @param {Wording} wording @returns {Record<string, string>} */
const names = ({ data }) => /** @type {any} */ (data).names;

/**
 * Words with their clause. @param {Wording} wording @param {string} title @param {string} locator
 */
const cited = (wording, title, locator) =>
  wording.text("with_clause", { title, clause: wording.data.clauses[locator] });

/**
 * What is decided by these facts, `null` for nothing.
 * @param {Wording} wording @param {Settled} settled @returns {Outcome | null}
 */
function outcomeOf(wording, { facts, result }) {
  const { calculator } = wording.data;
  const decided = result.requirements.filter(({ id }) =>
    factsOf(wording.requirement(id)).some((fact) => facts[fact] != null),
  );
  const having = (/** @type {Status} */ status, /** @type {string} */ stage = "") =>
    decided.filter((rule) => rule.status === status && (!stage || rule.stage === stage));
  const failed = having("unmet", "application");
  const parts = [
    because(wording, "ineligible", "answer_ineligible", failed),
    because(wording, "ineligible", "answer_unpaid", having("unmet", "payment")),
    ...having("unclear").map((rule) => unclear(wording, rule)),
    failed.length > 0 ? null : amount(wording, facts, result),
    failed.length > 0 ? null : instalments(wording, facts, result),
    deadlines(wording, result),
  ].filter((part) => part !== null);
  const met = because(wording, "eligible", "answer_met", having("met"));
  // What is met stands first, and says the least.
  const all = met && failed.length === 0 ? [met, ...parts] : parts;
  const [main] = parts.length > 0 ? parts : all;
  if (!main) return null;
  // Of what fails nobody needs to know how much it would get.
  const used = new Set(failed.length > 0 ? Object.keys(facts) : []);
  for (const part of all) for (const fact of part.used) used.add(fact);
  for (const rule of decided)
    if (rule.status !== "unknown" && rule.status !== "not_applicable")
      for (const fact of factsOf(wording.requirement(rule.id))) used.add(fact);
  const rest = parts.length === 0 && decided.every(({ stage }) => stage === "application");
  return {
    verdict: main.verdict,
    sentences: [
      ...all.flatMap((part) => part.sentences),
      ...(rest && calculator.requirements.length > 1 ? [wording.text("answer_rest")] : []),
    ],
    clauses: all.flatMap((part) => part.clauses),
    used,
  };
}

/**
 * Requirements of one status, in their own words.
 * @param {Wording} wording @param {"eligible" | "ineligible"} verdict @param {string} key
 * @param {DecidedRequirement[]} rules @returns {Outcome | null}
 */
function because(wording, verdict, key, rules) {
  if (rules.length === 0) return null;
  const reasons = rules.map((rule) => {
    const requirement = wording.requirement(rule.id);
    const words = requirement[verdict === "eligible" ? "met" : "unmet"];
    const notes = (requirement.notes ?? []).filter(({ id }) => rule.notes.includes(id));
    return [cited(wording, words, rule.clause), ...notes.map(({ text }) => text)];
  });
  const places = { reasons: reasons.flat().join(wording.space) };
  const clauses = rules.map(({ clause }) => clause);
  return { verdict, sentences: [wording.text(key, places)], clauses, used: new Set() };
}

/** The readings of a clause, and what each comes to. @param {Wording} wording
 * @param {DecidedRequirement} rule @returns {Outcome} */
function unclear(wording, { id, clause, readings = [] }) {
  const requirement = wording.requirement(id);
  const words = (requirement.readings ?? []).map(({ id, text }) => {
    const outcome = readings.find((reading) => reading.id === id)?.outcome ?? "unknown";
    return wording.text("answer_reading", { text, outcome: wording.text("status_" + outcome) });
  });
  const title = cited(wording, requirement.title, clause);
  const sentence = wording.text("answer_unclear", { title, readings: words.join(wording.space) });
  return { verdict: "unclear", sentences: [sentence], clauses: [clause], used: new Set() };
}

/**
 * The most that can be granted, and how an amount that is asked for compares.
 * @param {Wording} wording @param {Facts} facts @param {Result} result @returns {Outcome | null}
 */
function amount(wording, facts, { amount }) {
  if (amount === null || amount.cap === null) return null;
  const { cap, binding, steps, exceeds_cap: exceeds } = amount;
  const { limits, requested = "" } = wording.amount;
  const bound = steps.flatMap((step) =>
    binding?.includes(step.id) ? [{ clause: step.clause, words: limitName(wording, step) }] : [],
  );
  const limit = bound.map(({ words }) => words).join(wording.text("list_comma"));
  const sentences = [mostWords(wording, { amount: wording.money(cap), limit }, binding)];
  const used = new Set(limits.flatMap((limit) => [...limitFacts(limit)]));
  const asked = facts[requested];
  if (typeof asked === "number") {
    const over = wording.money(asked - cap);
    const places = { requested: wording.money(asked), over };
    sentences.push(comparedWords(wording, exceeds === true, places, binding));
    used.add(requested);
  }
  return { verdict: "amount", sentences, clauses: bound.map(({ clause }) => clause), used };
}

/** @param {Wording} wording @param {AmountStep} step */
const limitName = (wording, { id, clause }) =>
  cited(wording, wording.limitName(wording.limit(id)), clause);

/**
 * The words of the rules where they fix no amount. @param {Wording} wording
 * @param {Result} result @returns {Outcome | null}
 */
function leftOpen(wording, result) {
  const { amount, ceiling } = wording.data.calculator.left_open ?? {};
  const words = result.amount === null ? (amount ?? ceiling) : (ceiling ?? amount);
  return words ? { verdict: "amount", sentences: [words], clauses: [], used: new Set() } : null;
}

/**
 * The limits that an option sets, where the others rest on figures that are not given.
 * @param {Wording} wording @param {Settled} settled @returns {Outcome | null}
 */
function limits(wording, { result }) {
  const { steps = [], cap = null, binding = null } = result.amount ?? {};
  if (cap !== null) return null;
  if (result.amount === null || binding !== null) return leftOpen(wording, result);
  const [known, ...others] = steps.filter(({ amount }) => amount !== null);
  if (!known || others.length > 0) return null;
  const rest = steps.filter((step) => step !== known).map((step) => limitName(wording, step));
  const places = {
    amount: wording.money(Number(known.amount)),
    limit: limitName(wording, known),
    rest: rest.join(wording.text("list_comma")),
  };
  const also = rest.length > 0 && wording.text("answer_limits", places);
  const clauses = [known, ...steps].map(({ clause }) => clause);
  const sentences = [also || mostWords(wording, places, [known.id])];
  return { verdict: "amount", sentences, clauses, used: new Set() };
}

/**
 * An outcome with the limits that are known, unless it fails or has the amount.
 * @param {Outcome} outcome @param {Outcome | null} known @returns {Outcome}
 */
function withLimits(outcome, known) {
  if (!known || outcome.verdict !== "eligible") return outcome;
  const sentences = [...outcome.sentences, ...known.sentences];
  return { ...outcome, ...known, sentences, clauses: [...outcome.clauses, ...known.clauses] };
}

/**
 * What is paid of the grant that was approved.
 * @param {Wording} wording @param {Facts} facts @param {Result} result @returns {Outcome | null}
 */
function instalments(wording, facts, result) {
  const { amount, instalments } = wording.data.calculator;
  const id = amount?.approved ?? "";
  const approved = facts[id];
  if (instalments.length === 0) return null;
  if (typeof approved !== "number" || approved > mostOf(wording, facts)) return null;
  const list = result.instalments.map(({ amount, clause }, i) => {
    const places = { label: instalments[i].title, amount: wording.money(Number(amount)) };
    return cited(wording, wording.text("limit", places), clause);
  });
  const sentence = wording.text("answer_list", { list: list.join(wording.text("list_comma")) });
  const clauses = result.instalments.map(({ clause }) => clause);
  return { verdict: "amount", sentences: [sentence], clauses, used: new Set([id]) };
}

/**
 * The most that any grant can be by these facts, as far as the rules set a limit.
 * @param {Wording} wording @param {Facts} facts
 */
function mostOf(wording, facts) {
  const lowest = (/** @type {Settled | null} */ settled) =>
    (settled?.result.amount?.steps ?? []).reduce(
      (least, { amount }) => Math.min(least, amount ?? Number.POSITIVE_INFINITY),
      Number.POSITIVE_INFINITY,
    );
  const known = lowest(settle(wording, facts));
  if (Number.isFinite(known)) return known;
  const open = (wording.data.calculator.quick ?? [])
    .map((id) => wording.question(id))
    .find(({ id, type }) => type === "choice" && facts[id] === undefined);
  const ways = (open?.options ?? []).map((option) =>
    lowest(settle(wording, { ...facts, [open?.id ?? ""]: option.id })),
  );
  return ways.length > 0 ? Math.max(...ways) : known;
}

/** @param {Wording} wording @param {Result} result @returns {Outcome | null} */
function deadlines(wording, result) {
  const known = result.deadlines.flatMap(({ id, date, office_day: next, clause }) => {
    const rule = wording.data.calculator.deadlines.find((deadline) => deadline.id === id);
    if (date === null || !rule) return [];
    const places = { label: rule.title, amount: wording.date(date) };
    const off = next === null ? "" : wording.text("office_day", { day: wording.date(next) });
    const words = cited(wording, wording.text("limit", places), clause);
    const list = wording.text("answer_list", { list: words });
    return [{ words: off ? list + wording.space + off : list, clause, used: factsIn(rule.date) }];
  });
  if (known.length === 0) return null;
  return {
    verdict: "date",
    sentences: known.map(({ words }) => words),
    clauses: known.map(({ clause }) => clause),
    used: new Set(known.flatMap(({ used }) => [...used])),
  };
}

/**
 * What each option of the one quick question that is still open makes of these facts; options
 * that come to the same stand together.
 * @param {Wording} wording @param {Facts} facts
 * @param {(outcome: Outcome | null) => Outcome | null} whole `null` for one that leaves facts out
 * @returns {Outcome | null}
 */
function byOption(wording, facts, whole) {
  const { quick = [] } = wording.data.calculator;
  const open = quick
    .map((id) => wording.question(id))
    .filter(({ id, type }) => type === "choice" && facts[id] === undefined);
  if (open.length !== 1) return null;
  const [{ id, options = [] }] = open;
  /** @type {Map<string, string[]>} */
  const labels = new Map();
  const outcomes = options.map((option) => {
    const settled = settle(wording, { ...facts, [id]: option.id });
    const outcome = settled && whole(outcomeOf(wording, settled));
    const text = outcome?.sentences.join(wording.space) ?? "";
    labels.set(text, [...(labels.get(text) ?? []), option.label]);
    return outcome;
  });
  const all = outcomes.filter((outcome) => outcome !== null);
  if (all.length < options.length) return null;
  const verdicts = new Set(all.map(({ verdict }) => verdict));
  return {
    verdict: verdicts.size === 1 ? all[0].verdict : "depends",
    sentences: [...labels].map(([text, options]) =>
      wording.text("answer_option", { options: options.join(wording.text("list_comma")), text }),
    ),
    clauses: all.flatMap(({ clauses }) => clauses),
    used: new Set(all.flatMap(({ used }) => [...used])),
  };
}
