/** Places on the page whose content follows the answers, and the folds in them. */
import { h, nodes } from "../parts/dom.js";

/** @import { Child } from "../types/dom" */

/** What can have the focus. */
const STOPS = "a, button, input, summary, [tabindex]";

export class Places {
  #root;
  /** @type {Map<string, {node: Element, content: () => Child}>} */
  #places = new Map();
  /**
   * Which folds were open before the places were filled anew.
   * @type {Map<string | undefined, boolean>}
   */
  #folds;
  /** What is done whenever the places are filled. @type {(() => void)[]} */
  #followers = [];
  /** Folds that printing has opened. @type {HTMLDetailsElement[]} */
  #unfolded = [];
  /** Puts there what is on paper alone. */
  printing = () => {};

  /** @param {Element} root @param {Places} [before] those of another language */
  constructor(root, before) {
    this.#root = root;
    if (before) before.#remember();
    this.#folds = before ? before.#folds : new Map();
  }

  /**
   * A new place; `content` is asked now, and whenever it is filled anew.
   * @param {string} name @param {() => Child} content
   */
  add(name, content) {
    const node = h("div", { class: "part" }, content());
    this.#places.set(name, { node, content });
    this.#refold(node);
    return node;
  }

  /** Acts whenever the places are filled anew. @param {() => void} act */
  follow(act) {
    this.#followers.push(act);
  }

  /** @param {string} name */
  fill(name) {
    const place = this.#places.get(name);
    place?.node.replaceChildren(...nodes([place.content()]));
  }

  /** Fills every place; folds stay as open as they were, and the focus where it is. */
  update() {
    this.#remember();
    const focus = this.#focus();
    for (const name of this.#places.keys()) this.fill(name);
    for (const act of this.#followers) act();
    this.#refold(this.#root);
    focus?.();
  }

  #remember() {
    for (const fold of details(this.#root)) this.#folds.set(fold.dataset.keep, fold.open);
  }

  /** @param {Element} root */
  #refold(root) {
    for (const fold of details(root)) fold.open = this.#folds.get(fold.dataset.keep) ?? fold.open;
  }

  /** Where a place has the focus, what gives it to the same part of what then stands there. */
  #focus() {
    const { activeElement } = /** @type {ShadowRoot} */ (this.#root.getRootNode());
    const place = [...this.#places.values()].find(({ node }) => node.contains(activeElement));
    if (!place || !activeElement) return null;
    // What it says; of a box, what its label says. A fold's words hold a number that changes.
    const words = (/** @type {Element} */ { localName, id, parentElement, textContent }) =>
      localName + (id || (textContent || parentElement?.textContent)?.replace(/\d+/g, ""));
    const sought = words(activeElement);
    const alike = () =>
      [...place.node.querySelectorAll(STOPS)].filter((stop) => words(stop) === sought);
    const n = alike().indexOf(activeElement);
    return () => {
      const stop = /** @type {HTMLElement | undefined} */ (alike()[n]);
      stop?.focus({ preventScroll: true });
    };
  }

  /** Paper has no folds. */
  unfold() {
    this.printing();
    this.#unfolded = details(this.#root).filter((fold) => !fold.open);
    for (const fold of this.#unfolded) fold.open = true;
  }

  refold() {
    for (const fold of this.#unfolded) fold.open = false;
  }
}

/** @param {Element} root */
const details = (root) => [...root.querySelectorAll("details")];
