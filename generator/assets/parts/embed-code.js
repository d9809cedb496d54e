/** The HTML that another site copies, with what the form asks for. */

/** What the pages' own code is written with. @type {Record<string, string>} */
const DEFAULTS = { mode: "whole", theme: "auto", storage: "off" };

/**
 * The code with a mode, a theme and leave to store. In an address there are no quotation marks,
 * in an attribute there are.
 * @param {string} html @param {Record<string, string>} options
 */
export function withOptions(html, options) {
  let code = html;
  for (const [name, written] of Object.entries(DEFAULTS)) {
    const place = new RegExp(`( ${name}="|[?;]${name}=)${written}`);
    code = code.replace(place, `$1${options[name]}`);
  }
  return code;
}
