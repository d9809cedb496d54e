/**
 * The editors of the form that json-editor has not: an object whose optional fields come and go,
 * a picker of records, and a part of a rule with its meaning.
 */

import { isObject } from "./changes.js";
import { afterPause, button, freshId, make } from "./dom.js";
import { drawing, placeOf } from "./drawing.js";
import { isText } from "./schema.js";
import { nameOf, say } from "./words.js";

const { defaults } = JSONEditor;
const PAUSE = 400;
const MOST = 50;

/** A text: nothing is cut off, and its language is known. */
class Words extends defaults.editors.string {
  build() {
    super.build();
    const { input } = this;
    input.removeAttribute("pattern");
    input.removeAttribute("maxlength");
    input.setAttribute("autocomplete", "off");
    if (this.key === "zh") input.lang = "zh-Hant-TW";
    if (this.key === "en") input.lang = "en-GB";
    if (this.input_type === "textarea") input.rows = 1;
  }
}

/** A part of a rule, in YAML; its meaning stands below. */
class Rule extends Words {
  /** @type {Data} */
  meaning;

  build() {
    this.schema.format = "textarea";
    super.build();
    const { form } = drawing(this);
    this.input.classList.add("code");
    this.input.spellcheck = false;
    this.meaning = make("p", { class: "meaning", id: `${this.input.id}-meaning` });
    this.container.append(this.meaning);
    const hints = this.input.getAttribute("aria-describedby") ?? "";
    this.input.setAttribute("aria-describedby", `${hints} ${this.meaning.id}`.trim());
    const ask = () => this.container && form.meaning(placeOf(this), this.input.value, this.meaning);
    this.input.addEventListener("input", afterPause(ask, PAUSE));
    requestAnimationFrame(ask);
  }
}

/** A record, found by its name; its id is small beside it. */
class Picker extends defaults.editors.string {
  /** @type {Data[]} */
  choices = [];
  /** @type {Data} */
  shown;
  /** @type {Data} */
  small;
  /** @type {Data} */
  listbox;
  marked = -1;

  build() {
    super.build();
    const { form } = drawing(this);
    this.choices = form.choices(placeOf(this));
    const list = freshId();
    this.listbox = make("ul", { id: list, role: "listbox", hidden: true, class: "choices" });
    this.listbox.setAttribute("aria-label", this.getTitle());
    this.shown = make("input", {
      type: "text",
      role: "combobox",
      autocomplete: "off",
      "aria-expanded": "false",
      "aria-autocomplete": "list",
      "aria-controls": list,
      placeholder: say("pick"),
      "aria-describedby": this.input.getAttribute("aria-describedby") ?? undefined,
    });
    this.small = make("span", { class: "id" });
    // json-editor's own field keeps the id; the one shown has the name.
    this.shown.id = this.input.id;
    this.input.removeAttribute("id");
    this.input.type = "hidden";
    this.input.after(make("div", { class: "picker" }, this.shown, this.small, this.listbox));
    this.shown.addEventListener("input", () => this.offer());
    this.shown.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) =>
      this.press(event),
    );
    this.shown.addEventListener("focus", () => this.shown.select());
    this.shown.addEventListener("blur", () => this.leave());
  }

  /** @param {Data} value @param {boolean} initial */
  setValue(value, initial) {
    super.setValue(value, initial);
    this.tell();
  }

  tell() {
    const id = this.input.value;
    const choice = this.choices.find((/** @type {Data} */ item) => item.id === id);
    this.shown.value = choice ? nameOf(choice) : id;
    const known = choice && nameOf(choice) !== id ? id : "";
    this.small.textContent = choice || !id ? known : say("not_there");
  }

  offer() {
    const typed = this.shown.value.trim().toLowerCase();
    const found = this.choices.filter(({ id, zh, en }) =>
      [id, zh, en].some((words) => words.toLowerCase().includes(typed)),
    );
    const options = found.slice(0, MOST).map((choice) =>
      make(
        "li",
        {
          role: "option",
          id: freshId(),
          "data-id": choice.id,
          mousedown: (event) => {
            event.preventDefault();
            this.pick(choice.id);
          },
        },
        nameOf(choice),
        make("span", { class: "id" }, choice.id),
      ),
    );
    const none = make("li", { role: "option", "aria-disabled": "true" }, say("no_match"));
    this.listbox.replaceChildren(...(options.length ? options : [none]));
    this.show(true);
    this.mark(options.length ? 0 : -1);
  }

  /** @param {boolean} open */
  show(open) {
    this.listbox.hidden = !open;
    this.shown.setAttribute("aria-expanded", String(open));
    if (!open) this.shown.removeAttribute("aria-activedescendant");
  }

  /** @param {number} index */
  mark(index) {
    this.marked = index;
    [...this.listbox.children].forEach((item, i) => {
      item.setAttribute("aria-selected", String(i === index));
      if (i !== index) return;
      this.shown.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    });
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const open = !this.listbox.hidden;
    const options = this.listbox.querySelectorAll("[data-id]");
    if (event.key === "ArrowDown" && !open) this.offer();
    else if (event.key === "ArrowDown") this.mark(Math.min(this.marked + 1, options.length - 1));
    else if (event.key === "ArrowUp" && open) this.mark(Math.max(this.marked - 1, 0));
    else if (event.key === "Enter" && open && options[this.marked]) {
      this.pick(options[this.marked].dataset.id);
    } else if (event.key === "Escape" && open) {
      this.show(false);
      this.tell();
    } else return;
    event.preventDefault();
  }

  /** @param {string} id */
  pick(id) {
    this.show(false);
    this.input.value = id;
    this.tell();
    this.input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** What was typed and not picked: the record of that name, or words, which the check tells. */
  leave() {
    this.show(false);
    const typed = this.shown.value.trim();
    const now = this.choices.find((/** @type {Data} */ item) => item.id === this.input.value);
    if (typed === (now ? nameOf(now) : this.input.value)) return;
    const named = this.choices.filter(({ id, zh, en }) => [id, zh, en].includes(typed));
    this.pick(named.length === 1 ? named[0].id : typed);
  }
}

/** An object: the fields that are there, those that must be, and a choice of the others. */
class Fields extends defaults.editors.object {
  /** @type {Data} */
  node;
  /** @type {Data} */
  select;
  /** @type {Data} */
  adding;
  /** @type {Data} */
  editor_holder;

  build() {
    const { form } = drawing(this);
    const path = placeOf(this);
    this.node = form.shape.at(path, form.store.data);
    const nested = this.parent !== undefined;
    const pair = isText(this.node);
    const root = make(nested ? "fieldset" : "div", { class: pair ? "pair" : "fields" });
    if (nested) root.append(make("legend", {}, this.getTitle()));
    if (nested && this.schema.description && !pair) {
      root.append(this.theme.getDescription(this.schema.description));
    }
    this.row_container = make("div", { class: "rows" });
    this.editor_holder = root;
    root.append(this.row_container);
    this.container.append(root);
    for (const editor of Object.values(this.editors)) {
      const holder = make("div");
      this.row_container.append(holder);
      editor.setContainer(holder);
      editor.build();
      editor.postBuild();
      editor.setOptInCheckbox(editor.header);
    }
    for (const name of Object.keys(this.editors)) this.removable(name);
    this.strange(form, path);
    if (!pair) this.choice(form, path);
  }

  /** A field that may be left out can be taken away. @param {string} name */
  removable(name) {
    const { form } = drawing(this);
    const editor = this.editors[name];
    if (editor.isRequired() || isText(this.node)) return;
    const words = say("remove_field", { name: editor.getTitle() });
    const take = button("×", () => {
      form.store.set([...placeOf(this), name], undefined);
      const gone = this.editors[name];
      this.removeObjectProperty(name);
      delete this.cached_editors[name];
      gone.destroy();
      this.offer();
      this.select.focus();
    });
    take.className = "take";
    take.title = words;
    take.setAttribute("aria-label", words);
    editor.container.append(take);
    editor.container.classList.add("optional");
  }

  /** @param {Data} form @param {Path} path */
  choice(form, path) {
    const id = freshId();
    this.select = make("select", { id });
    this.adding = make(
      "p",
      { class: "adding" },
      make("label", { for: id }, say("add_field")),
      this.select,
    );
    this.select.addEventListener("change", () => {
      const name = this.select.value;
      if (!name) return;
      this.addObjectProperty(name);
      this.removable(name);
      this.offer();
      const { container, schema } = this.editors[name];
      const field = container.querySelector("input:not([type=hidden]), textarea, select, button");
      // What is no by itself is added to say yes.
      if (schema.type === "boolean") {
        field.checked = true;
        form.store.set([...path, name], true);
      }
      form.drew();
      field?.focus();
    });
    this.editor_holder.append(this.adding);
    this.offer();
  }

  offer() {
    const names = Object.keys(this.schema.properties).filter((name) => !this.editors[name]);
    this.adding.hidden = names.length === 0;
    this.select.replaceChildren(
      make("option", { value: "" }, say("add_field_choose")),
      ...names.map((name) =>
        make("option", { value: name }, this.schema.properties[name].title ?? name),
      ),
    );
  }

  /** What the data have and the models do not: shown, so that it can be taken away. */
  strange(/** @type {Data} */ form, /** @type {Path} */ path) {
    const value = form.store.get(path);
    if (!isObject(value)) return;
    for (const name of Object.keys(value)) {
      if (name in this.schema.properties) continue;
      const here = [...path, name];
      const line = make(
        "div",
        { class: "strange", "data-at": JSON.stringify(here) },
        make("p", {}, say("unknown_field", { name })),
        make("code", {}, JSON.stringify(value[name])),
      );
      const take = button(say("remove"), () => {
        form.store.set(here, undefined);
        line.remove();
      });
      line.append(take);
      this.editor_holder.append(line);
    }
  }

  enable() {}
  disable() {}
}

Object.assign(defaults.editors, { words: Words, rule: Rule, picker: Picker, fields: Fields });
defaults.resolvers.unshift((/** @type {Data} */ schema) => {
  if (schema.type === "object") return "fields";
  if (schema.type === "array") return "outline";
  if (schema.format === "rule" || schema.format === "picker") return schema.format;
  return schema.type === "string" && !schema.enum && "words";
});
