/** Buttons that hand something over, and the line beside them that says what came of it. */
import { h } from "../parts/dom.js";

/**
 * @import { Wording } from "./wording.js"
 * @typedef {() => string | void | Promise<string | void>} Act gives words to say, where it has any
 */

/**
 * Makes buttons that share a line: each press takes away what the one before has said.
 * @param {Wording} wording @param {HTMLElement} status the line
 */
export function buttonsBeside(wording, status) {
  return (/** @type {string} */ words, /** @type {Act} */ act) => {
    const press = async () => {
      status.textContent = "";
      try {
        status.textContent = (await act()) || "";
      } catch (error) {
        console.error(error);
        status.textContent = wording.text("not_loaded");
      }
    };
    return h("button", { type: "button", onclick: press }, words);
  };
}
