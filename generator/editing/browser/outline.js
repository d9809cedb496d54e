/**
 * A list or map, one line an entry: json-editor is slow with large trees, so an entry is drawn
 * when it is opened. Lists in lists are drawn in the same way.
 */

import { isObject } from "./changes.js";
import { button, freshId, make } from "./dom.js";
import { drawing, placeOf } from "./drawing.js";
import { isMap } from "./schema.js";
import { summary } from "./summary.js";
import { half, say } from "./words.js";

const { AbstractEditor, defaults } = JSONEditor;
/** Entries from which on they can be filtered, and up to which single values are all drawn. */
const MANY = 20;

class Outline extends AbstractEditor {
  /** @type {import("./form.js").Form} */
  form = /** @type {Data} */ (null);
  /** @type {Path} */
  place = [];
  /** @type {Data} */
  node;
  map = false;
  /** @type {Data} */
  entries;
  /** @type {Data} */
  count;
  /** @type {Data} */
  filter;
  /** @type {Data} */
  first;
  /** @type {Data} */
  last;
  /** @type {Set<Data>} entries that are single values have no identity */
  opened = new Set();

  build() {
    const { form } = drawing(this);
    this.form = form;
    this.place = placeOf(this);
    this.node = form.shape.at(this.place, form.store.data);
    this.map = isMap(this.node);
    this.count = make("span", { class: "count" });
    this.entries = make(this.map ? "ul" : "ol", { class: "entries" });
    this.filter = this.#filter();
    const box = make(
      "fieldset",
      { class: "outline" },
      make("legend", {}, this.getTitle(), this.count),
    );
    if (this.schema.description) box.append(this.theme.getDescription(this.schema.description));
    box.append(this.filter, ...this.#adding(), this.entries);
    if (!this.map) box.append(this.last);
    this.container.append(box);
    this.render();
  }

  #filter() {
    const id = freshId();
    const input = make("input", { type: "search", id, autocomplete: "off" });
    input.addEventListener("input", (event) => {
      event.stopPropagation();
      const typed = input.value.trim().toLowerCase();
      for (const item of this.entries.children) {
        item.hidden = !item.dataset.words.toLowerCase().includes(typed);
      }
    });
    return make("p", { class: "filter" }, make("label", { for: id }, say("filter")), input);
  }

  #adding() {
    const name = half(this.node.title);
    const title = (/** @type {string} */ words) => ({ "aria-label": `${words}：${name}` });
    if (!this.map) {
      this.first = button(say("add_first"), () => this.insert(0), title(say("add_first")));
      this.last = button(say("add"), () => this.insert(this.#steps().length), title(say("add")));
      return [this.first];
    }
    const id = freshId();
    const input = make("input", { id, type: "text", autocomplete: "off" });
    input.addEventListener("input", (event) => event.stopPropagation());
    const add = () => {
      const key = input.value.trim();
      const value = this.form.store.get(this.place);
      if (!key || (isObject(value) && key in value)) return input.focus();
      input.value = "";
      this.form.store.set([...this.place, key], this.#blank());
      this.#open(key);
      this.render();
      this.#focus(key);
    };
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      add();
    });
    const line = make("p", { class: "filter" }, make("label", { for: id }, say("name")), input);
    line.append(button(say("add"), add, title(say("add"))));
    return [line];
  }

  /** @returns {Step[]} */
  #steps() {
    const value = this.form.store.get(this.place);
    if (this.map) return isObject(value) ? Object.keys(value) : [];
    return Array.isArray(value) ? value.map((_, i) => i) : [];
  }

  /** What a new entry begins as. */
  #blank() {
    const { type, properties, required } = this.form.shape.at(
      [...this.place, this.map ? "x" : 0],
      {},
    );
    if (type === "array") return [];
    if (type !== "object") return "";
    return Object.fromEntries(
      (required ?? [])
        .filter((/** @type {string} */ name) => properties[name]?.items)
        .map((/** @type {string} */ name) => [name, []]),
    );
  }

  /** @param {number} index */
  insert(index) {
    this.form.store.insert(this.place, index, this.#blank());
    this.opened = new Set([...this.opened].map((i) => (i >= index ? i + 1 : i)));
    this.#open(index);
    this.render();
    this.#focus(index);
  }

  /** @param {number} from @param {number} to @param {string} which */
  #move(from, to, which) {
    const { store } = this.form;
    store.insert(this.place, to, store.take(this.place, from));
    this.render();
    const moved = this.entries.children[to].querySelector(`.${which}`);
    (moved.disabled ? this.entries.children[to].querySelector("button") : moved).focus();
    this.form.announce(say("moved", { n: to + 1 }));
  }

  /** @param {Step} step */
  #remove(step) {
    const { store } = this.form;
    const path = [...this.place, step];
    const value = store.get(path);
    if (typeof step === "number") store.take(this.place, step);
    else store.set(path, undefined);
    this.opened.delete(step);
    this.render();
    const n = typeof step === "number" ? step + 1 : step;
    this.form.announce(say("removed", { n }), say("take_back"), () => {
      if (typeof step === "number") store.insert(this.place, step, value);
      else store.set(path, value);
      this.render();
      this.#focus(step);
    });
    const next = this.entries.children[typeof step === "number" ? step : 0];
    (next?.querySelector("button") ?? this.last ?? this.container.querySelector("input")).focus();
  }

  /** @param {Step} step */
  #isOpen(step) {
    const value = this.form.store.get([...this.place, step]);
    if (typeof value === "object" && value) return this.form.open.has(value);
    return this.opened.has(step) || this.#steps().length <= MANY;
  }

  /** @param {Step} step @param {boolean} [open] */
  #open(step, open = true) {
    const value = this.form.store.get([...this.place, step]);
    /** @type {Data} */
    const known = typeof value === "object" && value ? this.form.open : this.opened;
    const item = known === this.opened ? step : value;
    if (open) known.add(item);
    else known.delete(item);
  }

  /** @param {Step} step */
  #focus(step) {
    const item = this.entries.children[this.#steps().indexOf(step)];
    const focus = () => {
      const field = "input:not([type=hidden]), textarea, select";
      (item?.querySelector(`.drawn :is(${field})`) ?? item?.querySelector("button"))?.focus();
    };
    Promise.resolve(item?.drawn).then(focus);
  }

  /** Draws the lines, and the entries that are open. */
  render() {
    const steps = this.#steps();
    this.count.textContent = say("entries", { n: steps.length });
    this.filter.hidden = steps.length <= MANY;
    if (this.last) this.last.hidden = steps.length === 0;
    this.entries.replaceChildren(...steps.map((step) => this.#entry(step, steps.length)));
    this.form.drew();
  }

  /** @param {Step} step @param {number} all */
  #entry(step, all) {
    const path = [...this.place, step];
    const value = this.form.store.get(path);
    const single = typeof value !== "object" || value === null;
    const always = single && all <= MANY;
    const host = make("div", { class: "drawn", id: freshId() });
    /** @type {Data} */
    const item = make("li", { "data-at": JSON.stringify(path), class: always ? "single" : "" });
    const words = make("span", { class: "words" });
    const tell = () => {
      const text = summary(this.form, path);
      words.textContent = text;
      item.dataset.words = `${step} ${text}`;
    };
    tell();
    const number = typeof step === "number" ? `${step + 1}` : step;
    const line = make("div", { class: "line" });
    const toggle = button("", () => show(toggle.ariaExpanded !== "true"), {
      class: "toggle",
      "aria-expanded": "false",
      "aria-controls": host.id,
    });
    toggle.append(make("span", { class: "number" }, number), words);
    line.append(
      always ? make("span", { class: "number" }, number) : toggle,
      ...this.#controls(step, all),
    );
    item.append(line, host);
    const show = (/** @type {boolean} */ open) => {
      this.#open(step, open);
      toggle.ariaExpanded = String(open);
      if (open) item.drawn = this.form.draw(host, path);
      else {
        host.replaceChildren();
        tell();
      }
    };
    item.show = () => toggle.ariaExpanded === "true" || show(true);
    if (this.#isOpen(step)) show(true);
    return item;
  }

  /** @param {Step} step @param {number} all */
  #controls(step, all) {
    const named = typeof step === "number" ? "remove_entry" : "remove_named";
    const n = typeof step === "number" ? step + 1 : step;
    const icon = (
      /** @type {string} */ sign,
      /** @type {string} */ words,
      /** @type {Data} */ more,
    ) => button(sign, more.click, { ...more.rest, "aria-label": words, title: words });
    const remove = icon("×", say(named, { n }), {
      click: () => this.#remove(step),
      rest: { class: "take" },
    });
    if (typeof step === "string") return [remove];
    return [
      icon("↑", say("up", { n }), {
        click: () => this.#move(step, step - 1, "up"),
        rest: { class: "up", disabled: step === 0 },
      }),
      icon("↓", say("down", { n }), {
        click: () => this.#move(step, step + 1, "down"),
        rest: { class: "down", disabled: step === all - 1 },
      }),
      remove,
    ];
  }

  setValue() {}
  getValue() {}
  showValidationErrors() {}
  enable() {}
  disable() {}
}

defaults.editors.outline = Outline;
