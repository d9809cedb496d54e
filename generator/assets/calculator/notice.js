/** Notices above the questions, such as of a link that was opened or refused: one of a kind. */
import { h } from "../parts/dom.js";

/**
 * @import { Child } from "../types/dom"
 * @import { Wording } from "./wording.js"
 * @typedef {{key: string, act: () => void}} Action a button: its label's key, and what it does
 */

export class Notices {
  #wording;
  #closed;
  node = h("div", { role: "alert" });
  /** @type {Map<string, HTMLElement>} */
  #boxes = new Map();

  /**
   * @param {Wording} wording
   * @param {() => void} closed where the focus goes when a notice is gone
   */
  constructor(wording, closed) {
    this.#wording = wording;
    this.#closed = closed;
  }

  /**
   * Shows a notice in place of the one before of its kind.
   * @param {string} kind @param {Child} content @param {Action[]} [actions]
   */
  show(kind, content, actions = []) {
    const buttons = [...actions, { key: "close", act: () => {} }].map(({ key, act }) => {
      const press = () => {
        this.remove(kind);
        act();
        this.#closed();
      };
      return h("button", { type: "button", onclick: press }, this.#wording.text(key));
    });
    const box = h("div", { class: "notice" }, content, h("p", null, buttons));
    this.remove(kind);
    this.#boxes.set(kind, box);
    this.node.append(box);
  }

  /** @param {string} kind */
  remove(kind) {
    this.#boxes.get(kind)?.remove();
    this.#boxes.delete(kind);
  }

  clear() {
    for (const kind of this.#boxes.keys()) this.remove(kind);
  }
}
