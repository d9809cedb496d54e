/** So much of the DOM as builders of elements need, in tests without a browser. */

/** @typedef {FakeElement | string} Part */

export class FakeElement {
  /** @type {Record<string, string>} */
  attributes = {};
  /** @type {Part[]} */
  parts = [];
  /** @type {Record<string, (event: object) => void>} */
  listeners = {};

  /** @param {string} name */
  constructor(name) {
    this.name = name;
  }

  /** @param {string} name @param {string} value */
  setAttribute(name, value) {
    this.attributes[name] = value;
  }

  /** @param {string} kind @param {() => void} listener */
  addEventListener(kind, listener) {
    this.listeners[kind] = listener;
  }

  /** @param {...Part} parts */
  append(...parts) {
    this.parts.push(...parts);
  }

  get checked() {
    return "checked" in this.attributes;
  }

  set checked(checked) {
    if (checked) this.attributes.checked = "";
    else delete this.attributes.checked;
  }

  /** @returns {string} */
  get textContent() {
    return this.parts.map((part) => (typeof part === "string" ? part : part.textContent)).join("");
  }

  set textContent(text) {
    this.parts = [text];
  }
}

/** Builders of elements build these from now on. */
export function fakeDocument() {
  const document = { createElement: (/** @type {string} */ name) => new FakeElement(name) };
  Object.assign(globalThis, { Node: FakeElement, document });
}

/**
 * The elements of a name in what a builder returns, in order.
 * @param {unknown} content @param {string} name @returns {FakeElement[]}
 */
export function elements(content, name) {
  if (Array.isArray(content)) return content.flatMap((part) => elements(part, name));
  if (!(content instanceof FakeElement)) return [];
  return [...(content.name === name ? [content] : []), ...elements(content.parts, name)];
}

/** Their words. @param {unknown} content @param {string} name */
export const words = (content, name) => elements(content, name).map((found) => found.textContent);
