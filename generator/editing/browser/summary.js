/**
 * An entry in one line: what it says in the language shown, or what it names.
 */

import { isObject } from "./changes.js";
import { isText } from "./schema.js";
import { language, nameOf, say } from "./words.js";

/** @typedef {import("./form.js").Form} Form */

const LONG = 90;
/** What names an entry best, first. */
const TELLING = ["title", "label", "name", "text", "heading", "question", "words", "role"];

/**
 * @param {Form} form
 * @param {Path} path
 * @returns {string}
 */
export function summary(form, path) {
  const text = words(form, path, form.store.get(path), 0).replace(/\s+/g, " ").trim();
  return text.length > LONG ? `${text.slice(0, LONG)}…` : text || say("empty");
}

/**
 * @param {Form} form
 * @param {Path} path
 * @param {Data} value
 * @param {number} depth
 * @returns {string}
 */
function words(form, path, value, depth) {
  if (value === null || value === undefined || depth > 3) return "";
  if (typeof value !== "object") {
    const { ref } = form.shape.at(path, form.store.data);
    const choice = ref && form.named(ref, String(value));
    return choice ? nameOf(choice) : String(value);
  }
  if (Array.isArray(value)) return words(form, [...path, 0], value[0], depth + 1);
  const text = value[language()] || value.zh || value.en;
  if (isText(form.shape.at(path, form.store.data)) || typeof text === "string") return text ?? "";
  const own = TELLING.find((name) => isObject(value[name]) || typeof value[name] === "string");
  const names = own ? [own] : Object.keys(value);
  const parts = names
    .slice(0, 2)
    .map((name) => words(form, [...path, name], value[name], depth + 1));
  const found = parts.filter(Boolean).join(" · ");
  const id = own && typeof value.id === "string" ? value.id : "";
  return id ? `${found}　${id}` : found;
}
