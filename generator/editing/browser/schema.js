/**
 * What json-editor draws: from the models' schema, the part for a place and for the data that
 * stand there. Lists and maps become one line an entry; what is optional and not there is left out.
 */

import { isObject } from "./changes.js";
import { half, language, say } from "./words.js";

const LONG = 60;

/** @type {[RegExp, string][]} patterns that are told in words */
const PATTERNS = [
  [/^\^\\d\{4\}/, "date"],
  [/^\^\[a-z0-9\]\+\(-\[a-z0-9\]\+\)\*\$$/, "slug"],
  [/^\^\[a-z\]\[a-z0-9\]\*\(_/, "fact"],
  [/^\^\[1-9\]\[0-9\]\?\(/, "locator"],
  [/^\^\[A-Z\]\{3\}\$$/, "currency"],
];

/** A hint that tells by itself what may be typed. */
const TOLD = /字母|letters|例如|as in/;

/** The schema of one kind of record, asked about its parts. */
export class Shape {
  /** @param {Data} schema */
  constructor(schema) {
    this.root = schema;
  }

  /**
   * A part without references and without "or nothing"; of several kinds, the one that fits.
   * @param {Data} node
   * @param {Data} value
   * @returns {Data}
   */
  resolved(node, value) {
    let found = node;
    for (;;) {
      if (found.$ref) {
        const { $ref, ...rest } = found;
        const name = $ref.split("/").at(-1);
        found = { ...this.root.$defs[name], ...rest, name };
      } else if (!found.type && (found.anyOf || found.oneOf)) {
        const { anyOf, oneOf, discriminator, ...rest } = found;
        /** @type {Data[]} */
        const ways = (anyOf ?? oneOf).filter((/** @type {Data} */ way) => way.type !== "null");
        if (ways.length > 1 && !discriminator && ways.every((way) => !this.#isObject(way))) {
          return { ...rest, type: "string", scalar: true };
        }
        const way = discriminator ? this.#named(discriminator, value) : fitting(this, ways, value);
        found = { ...(way ?? ways[0]), ...rest, ...(discriminator && { discriminator }) };
      } else return found;
    }
  }

  /**
   * The part for a place of the data.
   * @param {Path} path
   * @param {Data} data of the whole record
   */
  at(path, data) {
    let [node, value] = [this.resolved(this.root, data), data];
    for (const step of path) {
      value = typeof value === "object" && value !== null ? value[step] : undefined;
      node = this.resolved(within(node, step), value);
    }
    return node;
  }

  /** @param {Data} node */
  #isObject(node) {
    return this.resolved(node, undefined).type === "object";
  }

  /**
   * @param {Data} discriminator
   * @param {Data} value
   */
  #named(discriminator, value) {
    const $ref = discriminator.mapping[value?.[discriminator.propertyName]];
    return $ref && { $ref };
  }

  /**
   * What json-editor gets for a part.
   * @param {Data} node resolved
   * @param {Data} value
   * @returns {Data}
   */
  drawn(node, value) {
    const rest = { title: half(node.title) || undefined, description: hint(node) };
    if (node.rule) return { ...rest, type: "string", format: "rule" };
    if (node.ref) return { ...rest, type: "string", format: "picker" };
    if (node.enum) return { ...rest, ...choice(node.enum, rest.description) };
    if (node.type === "boolean") return { ...rest, type: "boolean", format: "checkbox" };
    if (node.type === "array" || isMap(node)) return { ...rest, type: "array", format: "outline" };
    if (node.type === "object") return { ...rest, ...this.#fields(node, value) };
    const lines = typeof value === "string" && (value.includes("\n") || value.length > LONG);
    const free = !node.pattern && !node.maxLength && !node.scalar && !isNumber(node);
    return { ...rest, type: "string", ...((lines || free) && { format: "textarea" }) };
  }

  /**
   * @param {Data} node
   * @param {Data} value
   */
  #fields(node, value) {
    // An English that is not written yet has its place.
    const required = isText(node) ? Object.keys(node.properties) : (node.required ?? []);
    const there = isObject(value) ? value : {};
    /** @type {Record<string, Data>} */
    const properties = {};
    Object.entries(node.properties).forEach(([name, part], i) => {
      const inner = part.const !== undefined && node.discriminator ? {} : part;
      properties[name] = { ...this.drawn(this.resolved(part, there[name]), there[name]) };
      if (node.discriminator?.propertyName === name) {
        Object.assign(properties[name], choice(Object.keys(node.discriminator.mapping)));
      } else if (inner.const !== undefined) Object.assign(properties[name], choice([inner.const]));
      properties[name].propertyOrder = i;
      // What is Chinese and what English is plain.
      if (isText(node)) delete properties[name].description;
    });
    const defaultProperties = Object.keys(properties).filter(
      (name) => required.includes(name) || name in there,
    );
    return { type: "object", properties, required, defaultProperties, additionalProperties: false };
  }
}

/**
 * The fields or entries of a part.
 * @param {Data} node
 * @param {Step} step
 * @returns {Data}
 */
function within(node, step) {
  if (typeof step === "number") return node.items ?? {};
  const own = node.properties?.[step];
  if (own) return own;
  const [pattern] = Object.values(node.patternProperties ?? {});
  return pattern ?? (isObject(node.additionalProperties) ? node.additionalProperties : {});
}

/** What is under any name. @param {Data} node */
export const isMap = (node) =>
  node.type === "object" &&
  (isObject(node.additionalProperties) || Object.keys(node.patternProperties ?? {}).length > 0);

/** @param {Data} node */
export const isText = (node) => node.name === "Text";

/** @param {Data} node */
export const isNumber = (node) => node.type === "number" || node.type === "integer";

/**
 * Of several shapes, the one that has the fields which the data have.
 * @param {Shape} shape
 * @param {Data[]} ways
 * @param {Data} value
 */
function fitting(shape, ways, value) {
  if (!isObject(value)) return ways[0];
  return ways.find((way) => {
    const { properties = {} } = shape.resolved(way, value);
    return Object.keys(value).every((name) => name in properties);
  });
}

/**
 * @param {Step[]} values
 * @param {string} [meaning] a hint that tells what each means: "local 地方、foreign 國外"
 */
function choice(values, meaning = "") {
  const titles = values.map((value) => {
    const word = meaning.match(new RegExp(`(?:^|[^a-z-])${value} ([\\u4e00-\\u9fff]+)`))?.[1];
    return word ? `${word}　${value}` : String(value);
  });
  return {
    type: "string",
    enum: values.map(String),
    format: undefined,
    options: {
      enum_titles: titles,
      has_placeholder_option: true,
      placeholder_option_text: say("pick_one"),
    },
  };
}

/** What a field is for, without its title, and what may stand in it. @param {Data} node */
function hint(node) {
  const title = half(node.title);
  let text = half(node.description);
  for (const colon of ["：", ": "]) {
    if (text.toLowerCase().startsWith((title + colon).toLowerCase())) {
      text = text.slice(title.length + colon.length);
      if (colon === ": ") text = text.charAt(0).toUpperCase() + text.slice(1);
    }
  }
  if (text === title) text = "";
  const shape = PATTERNS.find(([pattern]) => pattern.test(node.pattern ?? ""));
  // A picker's ids are not typed.
  const known = shape && !node.ref ? say(shape[1]) : limits(node);
  const parts = [text, known && !TOLD.test(text) && known].filter(Boolean);
  return parts.join(language() === "en" ? "; " : "；") || undefined;
}

/** @param {Data} node */
function limits({ minimum: least, maximum: most }) {
  if (least !== undefined && most !== undefined) return say("between", { least, most });
  if (least !== undefined) return say("at_least", { least });
  return most === undefined ? "" : say("at_most", { most });
}
