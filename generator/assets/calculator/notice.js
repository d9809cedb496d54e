/** Notices above the questions, such as of a link that was opened or refused. */
import { h } from "../parts/dom.js";

/**
 * @import { Child } from "../types/dom"
 * @import { Wording } from "./wording.js"
 * @typedef {{key: string, act: () => void}} Action a button: its label's key, and what it does
 */

/** @param {Wording} wording @param {Child} content @param {Action[]} [actions] */
export function notice(wording, content, actions = []) {
  const buttons = [...actions, { key: "close", act: () => {} }].map(({ key, act }) => {
    const press = () => {
      box.remove();
      act();
    };
    return h("button", { type: "button", onclick: press }, wording.text(key));
  });
  const box = h("div", { class: "notice" }, content, h("p", null, buttons));
  return box;
}
