/**
 * What the check says: at the field, and in a list above the form.
 */

import { button, freshId, make } from "./dom.js";
import { language, say } from "./words.js";

/** @param {Message} message */
function words(message) {
  const lang = language();
  return [
    make(
      "strong",
      {},
      say(message.warning ? "warning" : "problem"),
      message.code && ` ${message.code}`,
    ),
    " ",
    message.problem[lang],
    message.found?.[lang] &&
      make("span", { class: "found" }, say("typed", { words: message.found[lang] })),
    message.nearest && ` ${say("nearest", { words: message.nearest })}`,
    message.mend?.[lang] && make("span", { class: "mend" }, message.mend[lang]),
  ];
}

/**
 * Puts each message at its field, or at the innermost part around it that is drawn.
 * @param {HTMLElement} root
 * @param {Message[]} messages
 */
export function placed(root, messages) {
  for (const old of root.querySelectorAll(".message")) old.remove();
  for (const field of root.querySelectorAll("[data-hints]")) {
    const hints = field.getAttribute("data-hints");
    if (hints) field.setAttribute("aria-describedby", hints);
    else field.removeAttribute("aria-describedby");
    field.removeAttribute("aria-invalid");
    field.removeAttribute("data-hints");
  }
  if (!messages.length) return;
  const places = new Map();
  for (const item of root.querySelectorAll("[data-at]")) {
    places.set(/** @type {HTMLElement} */ (item).dataset.at, item);
  }
  for (const message of messages) {
    let end = message.path.length;
    while (end > 0 && !places.has(JSON.stringify(message.path.slice(0, end)))) end -= 1;
    const holder = end ? places.get(JSON.stringify(message.path.slice(0, end))) : null;
    if (holder) place(holder, message, end === message.path.length);
  }
}

/**
 * @param {HTMLElement} holder
 * @param {Message} message
 * @param {boolean} exact
 */
function place(holder, message, exact) {
  const kind = message.warning ? "message warning" : "message error";
  const line = make("p", { class: kind, id: freshId() }, ...words(message));
  const head = holder.querySelector(":scope > .line");
  if (head) head.after(line);
  else holder.append(line);
  const field = holder.querySelector("input:not([type=hidden]), textarea, select");
  if (!field || !exact || head) return;
  const hints = field.getAttribute("aria-describedby") ?? "";
  if (!field.hasAttribute("data-hints")) field.setAttribute("data-hints", hints);
  field.setAttribute("aria-describedby", `${line.id} ${hints}`.trim());
  if (!message.warning) field.setAttribute("aria-invalid", "true");
}

/**
 * The list of all messages.
 * @param {HTMLElement} list
 * @param {Message[]} messages of the record
 * @param {Message[]} elsewhere
 * @param {(path: Path) => void} go
 * @param {(key: string) => void} open
 */
export function listed(list, messages, elsewhere, go, open) {
  list.replaceChildren(
    ...messages.map((message) =>
      make(
        "li",
        {},
        ...words(message),
        button(say("go"), () => go(message.path)),
      ),
    ),
    ...elsewhere.map((message) => {
      const { key } = message;
      const from = make("span", {}, say("elsewhere"), key ?? message.file);
      return make(
        "li",
        {},
        from,
        " ",
        ...words(message),
        key && button(say("open"), () => open(key)),
      );
    }),
  );
}
