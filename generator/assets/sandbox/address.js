/** The figures that were changed, as the page's address holds them: `#r=<rules>&<path>=<value>`. */

/**
 * @import { Changes, Figure } from "./change.js"
 */

const RULES = "r";
/** Longer addresses are not looked at. */
const LONGEST = 8000;

/** What names a figure in an address. @param {Figure} figure */
const nameOf = ({ paths: [path] }) => path.join(".");

/** @param {string} rules @param {readonly Figure[]} figures @param {Changes} changes */
export function fragmentOf(rules, figures, changes) {
  if (changes.size === 0) return "";
  const pairs = [...changes].map(([i, value]) => [nameOf(figures[i]), String(value)]);
  return "#" + new URLSearchParams([[RULES, rules], ...pairs]);
}

/**
 * What an address holds; a stranger's word, of which only what fits a figure is taken.
 * @param {string} fragment @param {readonly Figure[]} figures
 * @param {(figure: Figure, text: string) => number | string | null} read a value that it can have
 */
export function readFragment(fragment, figures, read) {
  const pairs = new URLSearchParams(fragment.slice(1, LONGEST));
  /** @type {Map<number, number | string>} */
  const changes = new Map();
  let lost = 0;
  for (const [name, text] of pairs) {
    if (name === RULES) continue;
    const i = figures.findIndex((figure) => nameOf(figure) === name);
    const value = i < 0 ? null : read(figures[i], text);
    if (value === null) lost++;
    else if (value !== figures[i].value) changes.set(i, value);
  }
  return { rules: pairs.get(RULES) ?? "", changes, lost };
}
