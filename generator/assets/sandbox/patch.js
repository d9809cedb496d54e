/** A change of figures as a patch of the file that holds the rules, as `git apply` takes it. */

/**
 * @typedef {object} Edit of a line
 * @property {number} line from 1
 * @property {number} start
 * @property {number} end
 * @property {string} text
 */

/** So many lines before and after a change are shown. */
const CONTEXT = 3;

/**
 * @param {string} file @param {Record<string, string>} lines by their numbers, as they stand
 * @param {readonly Edit[]} edits @param {number} [unended] the last line, where no break ends it
 */
export function patchOf(file, lines, edits, unended) {
  /** @type {Map<number, string>} */
  const changed = new Map();
  // From the end of a line, so that the places before stay.
  for (const { line, start, end, text } of [...edits].sort((a, b) => b.start - a.start)) {
    const old = changed.get(line) ?? lines[line];
    changed.set(line, old.slice(0, start) + text + old.slice(end));
  }
  const numbers = [...changed.keys()].sort((a, b) => a - b);
  /** @type {{first: number, last: number}[]} */
  const hunks = [];
  for (const number of numbers) {
    const hunk = hunks[hunks.length - 1];
    if (hunk && number - CONTEXT <= hunk.last + 1) hunk.last = number + CONTEXT;
    else hunks.push({ first: Math.max(number - CONTEXT, 1), last: number + CONTEXT });
  }
  const parts = hunks.map(({ first, last }) => {
    /** @type {string[]} */
    const shown = [];
    /** Old lines and new ones that stand together. @type {[string[], string[]]} */
    let run = [[], []];
    let count = 0;
    const flush = () => {
      shown.push(...run[0], ...run[1]);
      run = [[], []];
    };
    for (let number = first; number <= last && lines[number] !== undefined; number++) {
      const end = number === unended ? "\n\\ No newline at end of file" : "";
      const line = lines[number] + end;
      const other = changed.get(number);
      count++;
      if (other === undefined) {
        flush();
        shown.push(" " + line);
      } else {
        run[0].push("-" + line);
        run[1].push("+" + other + end);
      }
    }
    flush();
    return [`@@ -${first},${count} +${first},${count} @@`, ...shown].join("\n");
  });
  return [`--- a/${file}`, `+++ b/${file}`, ...parts, ""].join("\n");
}
