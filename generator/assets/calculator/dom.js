/** Builds elements without any HTML text: what data holds can only become text or an attribute. */

/**
 * An element. A function is a listener (`onclick`), `true` an empty attribute; `false`,
 * `null` and `undefined` leave the attribute out.
 * @param {string} tag @param {Record<string, any> | null} [attributes] @param {...any} children
 * @returns {any}
 */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, given] of Object.entries(attributes ?? {})) {
    if (typeof given === "function") element.addEventListener(name.slice(2), given);
    else if (given !== false && given != null)
      element.setAttribute(name, given === true ? "" : given);
  }
  element.append(...children.flat(2).filter((child) => child != null && child !== false));
  return element;
}
