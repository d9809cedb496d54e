/**
 * Material's search box hears keys only. What comes without one, such as pasted, dictated
 * or written text and the word that an input method hands over, is passed on as one.
 */

/** @param {Element} field */
function passOn(field) {
  const pass = (/** @type {Event} */ event) => {
    const composing = "isComposing" in event && event.isComposing;
    if (!composing) field.dispatchEvent(new KeyboardEvent("keyup"));
  };
  field.addEventListener("input", pass);
  field.addEventListener("compositionend", pass);
}

passOn(/** @type {Element} */ (document.querySelector('[data-md-component="search-query"]')));
