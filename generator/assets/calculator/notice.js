/** Notices above the questions, such as of a link that was opened or refused. */
import { h } from "./dom.js";

/** @param {import("./wording.js").Wording} wording @param {any[]} content @param {{key: string, act: () => void}[]} [actions] */
export function notice(wording, content, actions = []) {
  const close = () => box.remove();
  const buttons = [...actions, { key: "close", act: () => {} }].map(({ key, act }) =>
    h("button", { type: "button", onclick: () => (close(), act()) }, wording.text(key)),
  );
  const box = h("div", { class: "notice" }, content, h("p", null, buttons));
  return box;
}
