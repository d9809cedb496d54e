/**
 * Answers as a URL fragment: `#v=1&r=<rules>&a=<base64url of compact JSON>`.
 *
 * The JSON is `[answers, verdict, cap, failed]`: answers by a four-character code of the
 * fact's id, and what the rules of that day made of them, so that a link opened under
 * other rules can say what changed. A fragment is a stranger's word: it is read in full
 * or refused with a `LinkError`, and only the engine says which answers are good.
 */
import { refusal } from "./answers.js";

/** @import { Answer, Calculator, Facts, Result, Verdict } from "../types/calculator" */

const FORM = "1";
const LONGEST = 8000;
/** @type {Verdict[]} */
const VERDICTS = ["eligible", "ineligible", "undetermined"];

/**
 * @typedef {object} Opened what a link holds
 * @property {string} rules the name of the rules under which it was made
 * @property {Facts} facts
 * @property {number} lost how many answers the rules of now do not know
 * @property {Verdict} verdict
 * @property {number | null} cap
 * @property {string[]} failed ids of requirements that were not met, or read two ways
 *
 * @typedef {[Record<string, Answer>, number, number | null, string[]]} Outcome as it is packed
 */

/** `code` is the end of the label's key: `other_form` or `damaged`. */
export class LinkError extends Error {
  /** @param {string} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** A short code that stays the same while the id does (FNV-1a). @param {string} id */
export function shortCode(id) {
  let hash = 0x811c9dc5;
  for (const letter of id) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  return (hash >>> 0).toString(36).slice(-4);
}

/**
 * Ids by their codes; of two with the same code the second goes by its whole id.
 * @param {{id: string}[]} records @returns {Map<string, string>}
 */
function byCode(records) {
  const ids = new Map();
  for (const { id } of records) ids.set(ids.has(shortCode(id)) ? id : shortCode(id), id);
  return ids;
}

/** The requirements that a result says are not met, or read two ways. @param {Result} result */
export const failedIn = (result) =>
  result.requirements
    .filter(({ status }) => status === "unmet" || status === "unclear")
    .map(({ id }) => id);

/**
 * @param {Calculator} calculator @param {string} rules @param {Facts} facts @param {Result} result
 */
export function writeLink(calculator, rules, facts, result) {
  /** @type {Record<string, Answer>} */
  const answers = {};
  for (const [code, id] of byCode(calculator.questions)) {
    const answer = facts[id];
    if (id in facts) answers[code] = typeof answer === "boolean" ? Number(answer) : answer;
  }
  const failed = failedIn(result);
  const codes = [...byCode(calculator.requirements)]
    .filter(([, id]) => failed.includes(id))
    .map(([code]) => code);
  const verdict = VERDICTS.indexOf(result.verdict);
  const packed = pack([answers, verdict, result.amount.cap, codes]);
  return `#v=${FORM}&r=${encodeURIComponent(rules)}&a=${packed}`;
}

/**
 * What a fragment holds, or `null` when it is not one of ours.
 * @param {string} fragment @param {Calculator} calculator @param {string} rules
 * @returns {Opened | null}
 * @throws {LinkError}
 */
export function readLink(fragment, calculator, rules) {
  if (!/^#(?:v|r|a)=/.test(fragment)) return null;
  if (fragment.length > LONGEST) throw new LinkError("damaged");
  const parts = new URLSearchParams(fragment.slice(1));
  if (parts.get("v") !== FORM) throw new LinkError("other_form");
  const madeUnder = parts.get("r") ?? "";
  if (!/^[\w.:+-]{1,64}$/.test(madeUnder)) throw new LinkError("damaged");
  const [answers, verdict, cap, failed] = unpack(parts.get("a") ?? "");
  const { facts, lost } = known(answers, calculator);
  if (lost && madeUnder === rules) throw new LinkError("damaged");
  const ids = byCode(calculator.requirements);
  return {
    rules: madeUnder,
    facts,
    lost,
    verdict: VERDICTS[verdict],
    cap,
    failed: failed.flatMap((code) => ids.get(code) ?? []),
  };
}

/**
 * Answers by their questions, and how many of them fit none.
 * @param {Record<string, Answer>} answers by code @param {Calculator} calculator
 */
function known(answers, calculator) {
  const ids = byCode(calculator.questions);
  const types = new Map(calculator.questions.map(({ id, type }) => [id, type]));
  /** @type {Facts} */
  const facts = {};
  let lost = 0;
  for (const [code, packed] of Object.entries(answers)) {
    const id = ids.get(code);
    const answer =
      id !== undefined && types.get(id) === "boolean" && typeof packed === "number"
        ? ([false, true][packed] ?? packed)
        : packed;
    if (id === undefined || refusal(calculator, { [id]: answer })) lost++;
    else facts[id] = answer;
  }
  return { facts, lost };
}

/** @param {Outcome} outcome */
function pack(outcome) {
  const bytes = new TextEncoder().encode(JSON.stringify(outcome));
  const text = btoa(String.fromCharCode(...bytes));
  return text.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** @param {string} text @returns {Outcome} @throws {LinkError} */
function unpack(text) {
  try {
    const letters = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const outcome = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    const [answers, verdict, cap, failed] = outcome;
    const plain = typeof answers === "object" && answers !== null && !Array.isArray(answers);
    const strings = Array.isArray(failed) && failed.every((code) => typeof code === "string");
    const amount = cap === null || Number.isSafeInteger(cap);
    if (plain && strings && [0, 1, 2].includes(verdict) && amount) return outcome;
  } catch {
    // Falls through: whatever went wrong, the link is damaged.
  }
  throw new LinkError("damaged");
}
