/** The HTML that another site copies, with what the form asks for. */

/** What the pages' own code is written with. */
const DEFAULTS = { theme: "auto", storage: "off" };

/**
 * The code with a theme and leave to store. In an address there are no quotation marks, in an
 * attribute there are.
 * @param {string} html @param {{theme: string, storage: string}} options
 */
export function withOptions(html, options) {
  let code = html;
  for (const name of /** @type {const} */ (["theme", "storage"])) {
    const place = new RegExp(`( ${name}="|[?;]${name}=)${DEFAULTS[name]}`);
    code = code.replace(place, `$1${options[name]}`);
  }
  return code;
}
