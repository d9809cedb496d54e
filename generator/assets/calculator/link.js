/**
 * Answers as a URL fragment: `#v=1&r=<rules>&s=<step>&a=<base64url of compact JSON>`.
 *
 * `s` is the id of a step, left out for the first; where nothing is answered it may stand alone.
 * The JSON is `[answers, verdict, cap, failed]`: answers by a four-character code of the fact's
 * id, and what the rules of that day made of them, so that a link opened under other rules can
 * say what changed. A fragment is a stranger's word: it is read in full or refused with a
 * `LinkError`, and only the engine says which answers are good. What mail, chats and trackers put
 * around it or do to its signs on the way is taken off first.
 */
import { failedIn, sift, VERDICTS } from "./answers.js";

/** @import { Answer, Calculator, Facts, Result, Verdict } from "../types/calculator" */

const FORM = "1";
const LONGEST = 8000;

/**
 * @typedef {object} Opened what a link holds
 * @property {string} [text] the link as it was opened
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

/**
 * @param {Calculator} calculator @param {string} rules @param {Facts} facts @param {Result} result
 * @param {string} [step] the id of the step that shows, unless it is the first
 */
export function writeLink(calculator, rules, facts, result, step) {
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
  const packed = pack([answers, verdict, result.amount?.cap ?? null, codes]);
  const at = step ? `&s=${step}` : "";
  return `#v=${FORM}&r=${encodeURIComponent(rules)}${at}&a=${packed}`;
}

/** A fragment without what was done to its signs on the way. @param {string} fragment */
function plain(fragment) {
  let text = fragment;
  // At most twice: a link in an address in an address.
  for (let i = 0; i < 2; i++)
    text = text.replace(/(?:%[0-9a-f]{2})+/gi, (signs) => {
      try {
        return decodeURIComponent(signs);
      } catch {
        return signs;
      }
    });
  return text.replace(/&(?:amp;)+/g, "&").replace(/\p{Cf}+/gu, "");
}

/**
 * What stands for a name in a fragment, wherever it begins, as far as the signs of a value go:
 * there may be several, and lines may be broken in it.
 * @param {string} text @param {string} name
 */
function named(text, name) {
  const find = (/** @type {string} */ before) => [
    ...text.matchAll(new RegExp(`(?<!${before})${name}=([\\w.:+\\s-]*)`, "gi")),
  ];
  const found = find("[\\w-]");
  // A stray sign before it is no part of another name, unless there is one without.
  const values = found.length > 0 ? found : find("[a-z0-9]");
  return values.map(([, value]) => value.replace(/\s+/g, ""));
}

/**
 * The step that a fragment names, empty where it names none.
 * @param {string} fragment @param {string[]} ids of the steps
 */
export function readStep(fragment, ids) {
  return named(plain(fragment), "s").find((id) => ids.includes(id)) ?? "";
}

/**
 * What a fragment holds, or `null` when it is not one of ours.
 * @param {string} fragment @param {Calculator} calculator @param {string} rules
 * @returns {Opened | null}
 * @throws {LinkError}
 */
export function readLink(fragment, calculator, rules) {
  const whole = fragment.length <= LONGEST;
  const text = plain(fragment.slice(0, LONGEST));
  const forms = named(text, "v");
  const packed = named(text, "a");
  const outcome = packed.map(unpack).find((found) => found !== null);
  const ours = (forms.length > 0 && packed.length > 0) || outcome || /^#\W*v=/.test(text);
  if (!ours) return null;
  if (forms.length > 0 && !forms.includes(FORM)) throw new LinkError("other_form");
  const names = named(text, "r").filter((name) => /^.{1,64}$/.test(name));
  const like = (/** @type {string} */ name) => /-[0-9a-f]{8}$/.test(name);
  const madeUnder = names.find((name) => name === rules) ?? names.find(like) ?? names[0];
  if (!whole || !outcome || !madeUnder || forms.length === 0) throw new LinkError("damaged");
  const [answers, verdict, cap, failed] = outcome;
  const { facts, lost } = sift(calculator, unfolded(answers, calculator));
  if (lost && madeUnder === rules) throw new LinkError("damaged");
  const ids = byCode(calculator.requirements);
  return {
    text: fragment,
    rules: madeUnder,
    facts,
    lost,
    verdict: VERDICTS[verdict],
    cap,
    failed: failed.flatMap((code) => ids.get(code) ?? []),
  };
}

/**
 * Answers by the ids of their questions; what fits none stays under its code.
 * @param {Record<string, Answer>} answers by code @param {Calculator} calculator
 */
function unfolded(answers, calculator) {
  const ids = byCode(calculator.questions);
  const types = new Map(calculator.questions.map(({ id, type }) => [id, type]));
  const entries = Object.entries(answers).map(([code, packed]) => {
    const id = ids.get(code) ?? `?${code}`;
    const number = types.get(id) === "boolean" && typeof packed === "number";
    return [id, number ? ([false, true][packed] ?? packed) : packed];
  });
  return /** @type {Facts} */ (Object.fromEntries(entries));
}

/** @param {Outcome} outcome */
function pack(outcome) {
  const bytes = new TextEncoder().encode(JSON.stringify(outcome));
  const text = btoa(String.fromCharCode(...bytes));
  return text.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/**
 * What was packed, whatever was written behind it; `null` where that is not whole.
 * @param {string} text @returns {Outcome | null}
 */
function unpack(text) {
  const [letters] = /** @type {string[]} */ (/^[\w-]*/.exec(text));
  const even = letters.length % 4 === 1 ? letters.slice(0, -1) : letters;
  const binary = atob(even.replace(/-/g, "+").replace(/_/g, "/"));
  const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  const json = new TextDecoder().decode(bytes);
  for (let end = json.lastIndexOf("]"); end > 0; end = json.lastIndexOf("]", end - 1))
    try {
      return checked(JSON.parse(json.slice(0, end + 1)));
    } catch {
      // Not its end yet.
    }
  return null;
}

/** @param {any} outcome @returns {Outcome | null} */
function checked(outcome) {
  if (!Array.isArray(outcome)) return null;
  const [answers, verdict, cap, failed] = outcome;
  const plainObject = typeof answers === "object" && answers !== null && !Array.isArray(answers);
  const strings = Array.isArray(failed) && failed.every((code) => typeof code === "string");
  const amount = cap === null || Number.isSafeInteger(cap);
  const good = plainObject && strings && [0, 1, 2].includes(verdict) && amount;
  return good ? /** @type {Outcome} */ (outcome) : null;
}
