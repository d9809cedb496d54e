/**
 * Which form and which place of the record an editor of json-editor belongs to.
 */

/** @typedef {import("./form.js").Form} Form */

/** @type {Map<string, { form: Form, path: Path }>} by the name of the drawing's root */
const drawings = new Map();
let last = 0;

/**
 * Names a new drawing.
 * @param {Form} form
 * @param {Path} path
 */
export function begin(form, path) {
  last += 1;
  const name = `f${last}`;
  drawings.set(name, { form, path });
  return name;
}

/** Forgets the drawings of a form. @param {Form} form */
export function forget(form) {
  for (const [name, drawing] of drawings) if (drawing.form === form) drawings.delete(name);
}

/** @param {Data} editor */
export const drawing = (editor) =>
  /** @type {{ form: Form, path: Path }} */ (
    drawings.get(editor.jsoneditor.options.form_name_root)
  );

/**
 * The place in the record.
 * @param {Data} editor
 * @returns {Path}
 */
export const placeOf = (editor) => [...drawing(editor).path, ...editor.path.split(".").slice(1)];

/** Marks what an editor draws with its place. */
export function markPlaces() {
  const { prototype } = JSONEditor.AbstractEditor;
  const { setContainer } = prototype;
  /** @this {Data} @param {HTMLElement} container */
  prototype.setContainer = function (container) {
    setContainer.call(this, container);
    container.dataset.at = JSON.stringify(placeOf(this));
  };
}
