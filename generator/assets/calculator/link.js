/**
 * Answers as a URL fragment: `#v=1&r=<rules>&a=<base64url of compact JSON>`.
 *
 * The JSON is `[answers, verdict, cap, failed]`: answers by a four-character code of the
 * fact's id, and what the rules of that day made of them, so that a link opened under
 * other rules can say what changed. A fragment is a stranger's word: it is read in full
 * or refused with a `LinkError`, and only the engine says which answers are good.
 */
import { refusal } from "./answers.js";

const FORM = "1";
const LONGEST = 8000;
const VERDICTS = ["eligible", "ineligible", "undetermined"];

/** @typedef {{rules: string, facts: Record<string, any>, lost: number, verdict: string, cap: number | null, failed: string[]}} Opened */

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

/** Ids by their codes; of two with the same code the second goes by its whole id. @param {{id: string}[]} records */
function byCode(records) {
  const ids = new Map();
  for (const { id } of records) ids.set(ids.has(shortCode(id)) ? id : shortCode(id), id);
  return ids;
}

/** The requirements that a result says are not met, or read two ways. @param {any} result @returns {string[]} */
export const failedIn = (result) =>
  result.requirements
    .filter((/** @type {any} */ r) => r.status === "unmet" || r.status === "unclear")
    .map((/** @type {any} */ r) => r.id);

/** @param {any} calculator @param {string} rules @param {Record<string, any>} facts @param {any} result */
export function writeLink(calculator, rules, facts, result) {
  /** @type {Record<string, any>} */
  const answers = {};
  for (const [code, id] of byCode(calculator.questions))
    if (id in facts) answers[code] = typeof facts[id] === "boolean" ? Number(facts[id]) : facts[id];
  const failed = failedIn(result);
  const codes = [...byCode(calculator.requirements)]
    .filter(([, id]) => failed.includes(id))
    .map(([code]) => code);
  const outcome = [answers, VERDICTS.indexOf(result.verdict), result.amount.cap, codes];
  const bytes = new TextEncoder().encode(JSON.stringify(outcome));
  const text = btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
  return `#v=${FORM}&r=${encodeURIComponent(rules)}&a=${text}`;
}

/**
 * What a fragment holds, or `null` when it is not one of ours.
 * @param {string} fragment @param {any} calculator @param {string} rules @returns {Opened | null}
 * @throws {LinkError}
 */
export function readLink(fragment, calculator, rules) {
  if (!/^#(?:v|r|a)=/.test(fragment)) return null;
  if (fragment.length > LONGEST) throw new LinkError("damaged");
  const parts = new URLSearchParams(fragment.slice(1));
  if (parts.get("v") !== FORM) throw new LinkError("other_form");
  const made = parts.get("r") ?? "";
  if (!/^[\w.:+-]{1,64}$/.test(made)) throw new LinkError("damaged");
  const [answers, verdict, cap, failed] = unpack(parts.get("a") ?? "");
  const known = byCode(calculator.questions);
  const types = new Map(calculator.questions.map((/** @type {any} */ q) => [q.id, q.type]));
  /** @type {Record<string, any>} */
  const facts = {};
  let lost = 0;
  for (const [code, packed] of Object.entries(answers)) {
    const id = known.get(code);
    const given =
      types.get(id) === "boolean" && typeof packed === "number"
        ? ([false, true][packed] ?? packed)
        : packed;
    if (id === undefined || refusal(calculator, { [id]: given })) lost++;
    else facts[id] = given;
  }
  if (lost && made === rules) throw new LinkError("damaged");
  const ids = byCode(calculator.requirements);
  return {
    rules: made,
    facts,
    lost,
    verdict: VERDICTS[verdict],
    cap,
    failed: failed.map((code) => ids.get(code)).filter(Boolean),
  };
}

/** @param {string} text @returns {[Record<string, any>, number, number | null, string[]]} */
function unpack(text) {
  try {
    const bytes = Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) =>
      letter.charCodeAt(0),
    );
    const outcome = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    const [answers, verdict, cap, failed] = outcome;
    const plain = typeof answers === "object" && answers !== null && !Array.isArray(answers);
    const strings = Array.isArray(failed) && failed.every((code) => typeof code === "string");
    if (
      plain &&
      strings &&
      [0, 1, 2].includes(verdict) &&
      (cap === null || Number.isSafeInteger(cap))
    )
      return outcome;
  } catch {
    // Falls through: whatever went wrong, the link is damaged.
  }
  throw new LinkError("damaged");
}
