/**
 * json-editor as this form needs it: plain elements, words as text only, no styles of its own.
 */

import { make } from "./dom.js";

const { AbstractEditor, AbstractTheme, defaults } = JSONEditor;

// Both read a text as markup, to take the tags out of it: here, a text is what was typed.
AbstractEditor.prototype.purify = (/** @type {Data} */ value) => value;
AbstractEditor.prototype.cleanText = String;
AbstractTheme.prototype.cleanText = String;

/** The look: every label belongs to its field, every hint is told with it. */
class Plain extends AbstractTheme {
  /** @param {string} text */
  getDescription(text) {
    return make("p", { class: "hint" }, text);
  }

  /** Its own has an inline style. It is never shown. */
  getOptInCheckbox() {
    const checkbox = make("input", { type: "checkbox" });
    return { checkbox, label: make("label"), container: make("span", {}, checkbox) };
  }

  /** @param {string} text */
  getFormInputLabel(text) {
    return make("label", {}, text);
  }

  /** @param {string} text */
  getCheckboxLabel(text) {
    return make("label", {}, text);
  }

  /**
   * @param {HTMLElement | undefined} label
   * @param {HTMLInputElement} input
   * @param {HTMLElement | undefined} description
   * @param {unknown} _info
   * @param {string} [id]
   */
  getFormControl(label, input, description, _info, id) {
    const name = id ?? input.id;
    input.id = name;
    label?.setAttribute("for", name);
    if (description) {
      description.id = `${name}-hint`;
      input.setAttribute("aria-describedby", description.id);
    }
    if (input.type === "checkbox") return make("div", { class: "tick" }, input, label, description);
    return make("div", {}, label, description, input);
  }

  addInputError() {}
  removeInputError() {}
}

defaults.themes.plain = Plain;
Object.assign(defaults.options, {
  theme: "plain",
  disable_theme_rules: true,
  show_errors: "never",
  use_name_attributes: false,
  // What is not there is no empty text.
  use_default_values: false,
});
