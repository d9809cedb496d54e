/** Places on the page whose content follows the answers, and the folds in them. */
import { h, nodes } from "../parts/dom.js";

/** @import { Child } from "../types/dom" */

/**
 * Acts when an element is near to what is in sight.
 * @param {Element} element @param {() => void} act
 */
export function onSight(element, act) {
  const nearby = { rootMargin: "50%" };
  new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && act(), nearby).observe(
    element,
  );
}

export class Places {
  #root;
  /** @type {Map<string, {node: Element, content: () => Child}>} */
  #places = new Map();
  /**
   * Which folds were open before the places were filled anew.
   * @type {Map<string | undefined, boolean>}
   */
  #folds = new Map();
  /** Folds that printing has opened. @type {HTMLDetailsElement[]} */
  #unfolded = [];

  /** @param {Element} root */
  constructor(root) {
    this.#root = root;
  }

  /**
   * A new place; `content` is asked now, and whenever it is filled anew.
   * @param {string} name @param {() => Child} content
   */
  add(name, content) {
    const node = h("div", { class: "part" }, content());
    this.#places.set(name, { node, content });
    return node;
  }

  /** Fills every place; folds stay as open as they were. */
  update() {
    for (const fold of this.#details()) this.#folds.set(fold.dataset.keep, fold.open);
    for (const { node, content } of this.#places.values())
      node.replaceChildren(...nodes([content()]));
    for (const fold of this.#details()) fold.open = this.#folds.get(fold.dataset.keep) ?? fold.open;
  }

  #details() {
    return [...this.#root.querySelectorAll("details")];
  }

  /** Paper has no folds. */
  unfold() {
    this.#unfolded = this.#details().filter((fold) => !fold.open);
    for (const fold of this.#unfolded) fold.open = true;
  }

  refold() {
    for (const fold of this.#unfolded) fold.open = false;
  }
}
