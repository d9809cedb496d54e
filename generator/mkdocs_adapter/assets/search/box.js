/**
 * Material's search box, mended. It hears keys only: what comes without one, such as pasted,
 * dictated or written text, the word that an input method hands over and a field that was
 * cleared, is passed on as one. And Enter opened the first result that it had, be it of another
 * query: it leads to the search page, asked what is typed.
 */

/** @param {HTMLFormElement} form @param {HTMLInputElement} field */
function mend(form, field) {
  const press = () => field.dispatchEvent(new KeyboardEvent("keyup"));
  const pass = (/** @type {Event} */ event) => {
    if (!("isComposing" in event && event.isComposing)) press();
  };
  field.addEventListener("input", pass);
  field.addEventListener("compositionend", pass);
  // The field is empty only after its form has been told.
  form.addEventListener("reset", () => setTimeout(press));
  const open = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || event.isComposing || event.target !== field) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    if (!field.value.trim()) return;
    const page = new URL(form.action);
    page.searchParams.set("q", field.value);
    location.assign(page);
  };
  // Before Material, which listens at the window.
  window.addEventListener("keydown", open, { capture: true });
}

const field = /** @type {HTMLInputElement} */ (
  document.querySelector('[data-md-component="search-query"]')
);
mend(/** @type {HTMLFormElement} */ (field.form), field);
