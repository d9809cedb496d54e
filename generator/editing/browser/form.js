/**
 * The form of one record: json-editor draws its fields, and what is typed goes to the store.
 */

import "./theme.js";
import "./editors.js";
import "./outline.js";
import { make } from "./dom.js";
import { begin, forget, markPlaces } from "./drawing.js";
import { markEnglish } from "./english.js";
import { placed } from "./messages.js";
import { isMap, isNumber, Shape } from "./schema.js";
import { ask, Refused } from "./server.js";
import { language, say } from "./words.js";

markPlaces();

/** Whether boxes are as tall as their text without a hand. */
const FITTING = CSS.supports("field-sizing", "content");

/** @param {HTMLTextAreaElement} box */
function fit(box) {
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}

/** A record's form in an element. */
export class Form {
  /**
   * @param {HTMLElement} root
   * @param {Opened} record
   * @param {import("./store.js").Store} store
   * @param {(words: string, label?: string, act?: () => void) => void} announce
   * @param {(path: Path) => void} confirm that the English of a text is right
   */
  constructor(root, record, store, announce, confirm) {
    this.root = root;
    this.record = record;
    this.store = store;
    this.announce = announce;
    this.confirm = confirm;
    this.shape = new Shape(record.schema);
    /** @type {WeakSet<object>} the entries that are open */
    this.open = new WeakSet();
    /** @type {Message[]} */
    this.messages = [];
    root.oninput = (event) => this.#typed(/** @type {HTMLInputElement} */ (event.target));
  }

  /** Draws all of it anew. */
  async show() {
    forget(this);
    const host = make("div", { class: "drawn" });
    this.root.replaceChildren(host);
    await this.draw(host, []);
  }

  /**
   * @param {HTMLElement} host
   * @param {Path} path
   */
  async draw(host, path) {
    const value = this.store.get(path);
    const node = this.shape.at(path, this.store.data);
    const inner = make("div");
    host.replaceChildren(inner);
    host.dataset.drawn = JSON.stringify(path);
    const schema = this.shape.drawn(node, value);
    const step = path.at(-1);
    if (typeof step === "number") schema.title = say("entry", { n: step + 1 });
    else schema.title ??= step;
    // What an entry is, its list has told already.
    if (path.length) delete schema.description;
    const editor = new JSONEditor(inner, {
      schema,
      startval: value,
      form_name_root: begin(this, path),
    });
    await editor.promise;
    this.drew();
  }

  /** Something was drawn: its marks are put to it. */
  drew() {
    if (this.#marking) return;
    this.#marking = true;
    queueMicrotask(() => {
      this.#marking = false;
      markEnglish(this);
      placed(this.root, this.messages);
      if (!FITTING) for (const box of this.root.querySelectorAll("textarea")) fit(box);
    });
  }

  #marking = false;

  /** @param {Message[]} messages */
  tell(messages) {
    this.messages = messages;
    placed(this.root, messages);
  }

  /** @param {HTMLInputElement} field */
  #typed(field) {
    const holder = /** @type {HTMLElement | null} */ (field.closest("[data-at]"));
    if (!holder || field.role === "combobox") return;
    const path = JSON.parse(holder.dataset.at ?? "[]");
    const node = this.shape.at(path, this.store.data);
    if (node.type === "array" || isMap(node) || (node.type === "object" && !node.rule)) return;
    if (!FITTING && field.tagName === "TEXTAREA") fit(/** @type {Data} */ (field));
    const value = read(field, node);
    // An entry that is emptied keeps its place.
    const typed = value === undefined && typeof path.at(-1) === "number" ? "" : value;
    this.store.set(path, typed);
    markEnglish(this);
    const above = this.shape.at(path.slice(0, -1), this.store.data);
    if (above.discriminator?.propertyName === path.at(-1)) this.#redraw(holder);
  }

  /** @param {HTMLElement} holder */
  async #redraw(holder) {
    const host = /** @type {HTMLElement} */ (holder.closest(".drawn"));
    await this.draw(host, JSON.parse(host.dataset.drawn ?? "[]"));
    host.querySelector("select")?.focus();
  }

  /** @param {Path} path */
  choices(path) {
    const { ref } = this.shape.at(path, this.store.data);
    return this.record.choices[ref] ?? [];
  }

  /**
   * @param {string} ref
   * @param {string} id
   */
  named(ref, id) {
    return this.record.choices[ref]?.find((choice) => choice.id === id);
  }

  /**
   * Tells what a part of a rule means.
   * @param {Path} path
   * @param {string} text
   * @param {HTMLElement} line
   */
  async meaning(path, text, line) {
    if (!text.trim()) return line.replaceChildren();
    try {
      const { meaning } = await ask("meaning", { key: this.record.key, path, text });
      line.textContent = meaning ? say("meaning") + meaning[language()] : say("no_meaning");
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      line.textContent = error.message;
    }
  }

  /**
   * Opens what a field stands in, and goes to it.
   * @param {Path} path
   */
  async reveal(path) {
    for (let end = 1; end <= path.length; end += 1) {
      const item = this.#at(path.slice(0, end));
      if (item?.tagName !== "LI") continue;
      /** @type {Data} */ (item).show();
      await /** @type {Data} */ (item).drawn;
    }
    let end = path.length;
    while (end > 0 && !this.#at(path.slice(0, end))) end -= 1;
    const holder = (end && this.#at(path.slice(0, end))) || this.root;
    const field = holder.querySelector("input:not([type=hidden]), textarea, select, button");
    /** @type {HTMLElement | null} */ (field)?.focus();
    holder.scrollIntoView({ block: "center" });
  }

  /** @param {Path} path */
  #at(path) {
    const found = this.root.querySelectorAll(`[data-at="${CSS.escape(JSON.stringify(path))}"]`);
    return [...found].find((item) => item.tagName === "LI") ?? found[0];
  }
}

/**
 * What a field holds; nothing where it is empty.
 * @param {HTMLInputElement} field
 * @param {Data} node
 */
function read(field, node) {
  if (field.type === "checkbox") return field.checked;
  const { value } = field;
  if (value === "" || value === "_placeholder_") return undefined;
  if (node.scalar && (value === "true" || value === "false")) return value === "true";
  const number = Number(value);
  // What is no number stays as it was typed: the check tells.
  const numeric = isNumber(node) || node.scalar;
  return numeric && value.trim() && Number.isFinite(number) ? number : value;
}
