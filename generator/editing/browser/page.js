/**
 * The record's page beside the form, in the language shown, at the record's place.
 */

import { element } from "./dom.js";
import { language, nameOf, say } from "./words.js";

const frame = /** @type {HTMLIFrameElement} */ (element("page"));

/** The preview loads the page anew by itself after a save. @param {Opened} record */
export function showPage(record) {
  const address = record.pages?.[language()];
  frame.hidden = !address;
  element("no-page").hidden = !!address;
  frame.title = `${say("page")} ${nameOf(record)}`;
  if (!address) frame.removeAttribute("src");
  else if (frame.getAttribute("src") !== address) frame.src = address;
}
