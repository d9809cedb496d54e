/**
 * Material's search box hears keys only. What comes without one, such as pasted, dictated
 * or written text and the word that an input method hands over, is passed on as one.
 */

const field = document.querySelector('[data-md-component="search-query"]');
const heard = ({ isComposing }) => {
  if (!isComposing) field.dispatchEvent(new KeyboardEvent("keyup"));
};
field.addEventListener("input", heard);
field.addEventListener("compositionend", heard);
