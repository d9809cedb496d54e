/** So much of a page as the builders of elements need, for tests without a browser. */

class FakeNode {
  /** @type {(FakeNode | string)[]} */
  childNodes = [];
  /** @type {Map<string, string>} */
  attributes = new Map();
  /** What is done at each event. @type {Map<string, (event: object) => void>} */
  listeners = new Map();
  /** Of a box. */
  checked = false;

  /** @param {string} localName */
  constructor(localName) {
    this.localName = localName;
  }

  /** @param {(FakeNode | string)[]} nodes */
  append(...nodes) {
    this.childNodes.push(...nodes);
  }

  /** @param {string} name @param {string} value */
  setAttribute(name, value) {
    this.attributes.set(name, value);
    if (name === "checked") this.checked = true;
  }

  /** @param {string} kind @param {() => void} listener */
  addEventListener(kind, listener) {
    this.listeners.set(kind, listener);
  }

  /** @returns {string} */
  get textContent() {
    const words = (/** @type {FakeNode | string} */ node) =>
      typeof node === "string" ? node : node.textContent;
    return this.childNodes.map(words).join("");
  }

  set textContent(text) {
    this.childNodes = [text];
  }
}

Object.assign(globalThis, {
  Node: FakeNode,
  document: {
    createElement: (/** @type {string} */ tag) => new FakeNode(tag),
    createElementNS: (/** @type {string} */ _, /** @type {string} */ tag) => new FakeNode(tag),
  },
});

/**
 * The elements of content for which something holds, in their order.
 * @param {unknown} content @param {(element: FakeNode) => boolean} holds @returns {FakeNode[]}
 */
export function found(content, holds) {
  if (Array.isArray(content)) return content.flatMap((node) => found(node, holds));
  if (!(content instanceof FakeNode)) return [];
  return [...(holds(content) ? [content] : []), ...found(content.childNodes, holds)];
}

/** @param {string} name */
const ofClass =
  (name) =>
  (/** @type {FakeNode} */ { attributes }) =>
    (attributes.get("class") ?? "").split(" ").includes(name);

/** The words of the elements of a class. @param {unknown} content @param {string} name */
export const wordsOf = (content, name) =>
  found(content, ofClass(name)).map(({ textContent }) => textContent);

/** The words of the items of lists of a class. @param {unknown} content @param {string} name */
export const itemsOf = (content, name) =>
  found(content, ofClass(name))
    .flatMap(({ childNodes }) => childNodes)
    .map((item) => (typeof item === "string" ? item : item.textContent));

/** The elements of a name. @param {unknown} content @param {string} name */
export const named = (content, name) => found(content, ({ localName }) => localName === name);

/** The words of the elements of a name. @param {unknown} content @param {string} name */
export const saidIn = (content, name) => named(content, name).map((item) => item.textContent);
