/**
 * Marks at texts whose English does not say, or may not say, what the Chinese says now.
 */

import { at, equal } from "./changes.js";
import { button, make } from "./dom.js";
import { say } from "./words.js";

/** @param {import("./form.js").Form} form */
export function markEnglish(form) {
  const states = new Map(
    form.record.english.map(({ path, state }) => [JSON.stringify(path), state]),
  );
  for (const pair of form.root.querySelectorAll(".pair")) {
    const holder = /** @type {HTMLElement | null} */ (pair.closest("[data-at]"));
    const place = holder?.dataset.at ?? "[]";
    const path = JSON.parse(place);
    const [before, now] = [at(form.store.saved, path), form.store.get(path)];
    const changed = !!before?.en && before.en === now?.en && before.zh !== now?.zh;
    // The states are those of the file; an entry may have come before this one since.
    const state = equal(before?.zh, now?.zh) ? states.get(place) : undefined;
    const words = changed ? "changed_zh" : state && (state === "stale" ? "stale" : "fresh");
    if (/** @type {HTMLElement} */ (pair).dataset.english === (words ?? "")) continue;
    /** @type {HTMLElement} */ (pair).dataset.english = words ?? "";
    pair.querySelector(":scope > .english")?.remove();
    if (!words) continue;
    const line = make("p", { class: "english" }, make("span", {}, say(words)));
    if (state || !equal(before, now)) line.append(button(say("confirm"), () => form.confirm(path)));
    pair.append(line);
  }
}
