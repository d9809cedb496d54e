/**
 * What was changed in a record: the fewest changes that lead from one state of its data to another.
 */

/** @param {Data} value */
export const isObject = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * @param {Data} one
 * @param {Data} other
 * @returns {boolean}
 */
export function equal(one, other) {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, i) => equal(item, other[i]));
  }
  if (!isObject(one) || !isObject(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => name in other && equal(one[name], other[name]))
  );
}

/**
 * @param {Data} before
 * @param {Data} after
 * @param {WeakMap<object, object>} [origins] of an entry, what it was before
 * @param {Path} [path]
 * @returns {Change[]}
 */
export function changes(before, after, origins = new WeakMap(), path = []) {
  if (equal(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    return ofList(before, after, origins, path);
  }
  if (!isObject(before) || !isObject(after)) return [{ op: "set", path, value: after }];
  /** @type {Change[]} */
  const found = [];
  for (const name of Object.keys(before)) {
    const here = [...path, name];
    if (!(name in after)) found.push({ op: "remove", path: here });
    else found.push(...changes(before[name], after[name], origins, here));
  }
  for (const name of Object.keys(after)) {
    if (!(name in before)) found.push({ op: "set", path: [...path, name], value: after[name] });
  }
  return found;
}

/**
 * Kept entries are changed where they stand; then the others go, the last first; then the new
 * ones come, the first first.
 * @param {Data[]} before
 * @param {Data[]} after
 * @param {WeakMap<object, object>} origins
 * @param {Path} path
 * @returns {Change[]}
 */
function ofList(before, after, origins, path) {
  const pairs = paired(before, after, origins);
  const old = new Map(pairs);
  const staying = new Set(old.values());
  /** @type {Change[]} */
  const found = [];
  for (const [i, j] of pairs) found.push(...changes(before[i], after[j], origins, [...path, i]));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    if (!old.has(i)) found.push({ op: "remove", path: [...path, i] });
  }
  after.forEach((value, index) => {
    if (!staying.has(index)) found.push({ op: "insert", path, index, value });
  });
  return found;
}

/**
 * Which entry has become which: pairs of places, both rising.
 * @param {Data[]} before
 * @param {Data[]} after
 * @param {WeakMap<object, object>} origins
 * @returns {[number, number][]}
 */
function paired(before, after, origins) {
  /** @type {(i: number, j: number) => boolean} */
  const same = (i, j) => {
    const [one, other] = [before[i], after[j]];
    const origin = typeof other === "object" && other ? origins.get(other) : undefined;
    if (origin) return origin === one;
    return (
      equal(one, other) || (isObject(one) && isObject(other) && !!one.id && one.id === other.id)
    );
  };
  const anchors = longest(before.length, after.length, same);
  /** @type {[number, number][]} */
  const pairs = [];
  let [i, j] = [0, 0];
  for (const [nextI, nextJ] of [...anchors, [before.length, after.length]]) {
    // Between two that were kept, as many as there were: changed where they stand.
    if (nextI - i === nextJ - j) while (i < nextI) pairs.push(unlinked(i++, j++, after, origins));
    if (nextI < before.length || nextJ < after.length) pairs.push([nextI, nextJ]);
    [i, j] = [nextI + 1, nextJ + 1];
  }
  return pairs.filter(([, place]) => place >= 0);
}

/**
 * @param {number} i
 * @param {number} j
 * @param {Data[]} after
 * @param {WeakMap<object, object>} origins
 * @returns {[number, number]} none where the entry is known to be another's
 */
function unlinked(i, j, after, origins) {
  const value = after[j];
  return typeof value === "object" && value && origins.has(value) ? [i, -1] : [i, j];
}

/**
 * The longest common sequence of two lists.
 * @param {number} rows
 * @param {number} columns
 * @param {(i: number, j: number) => boolean} same
 * @returns {[number, number][]}
 */
function longest(rows, columns, same) {
  /** @type {[number, number][]} */
  const start = [];
  let from = 0;
  while (from < rows && from < columns && same(from, from)) start.push([from, from++]);
  let [toI, toJ] = [rows, columns];
  /** @type {[number, number][]} */
  const end = [];
  while (toI > from && toJ > from && same(toI - 1, toJ - 1)) end.unshift([--toI, --toJ]);
  const [height, width] = [toI - from, toJ - from];
  const table = Array.from({ length: height + 1 }, () => new Uint16Array(width + 1));
  for (let i = height - 1; i >= 0; i -= 1) {
    for (let j = width - 1; j >= 0; j -= 1) {
      table[i][j] = same(from + i, from + j)
        ? table[i + 1][j + 1] + 1
        : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  let [i, j] = [0, 0];
  while (i < height && j < width) {
    if (same(from + i, from + j)) start.push([from + i++, from + j++]);
    else if (table[i + 1][j] >= table[i][j + 1]) i += 1;
    else j += 1;
  }
  return [...start, ...end];
}

/**
 * Makes changes on data, which is changed.
 * @param {Data} data
 * @param {Change[]} steps
 * @returns {boolean} whether all of them could be made
 */
export function apply(data, steps) {
  for (const change of steps) {
    const inserts = change.op === "insert";
    const last = inserts ? change.index : change.path.at(-1);
    const holder = at(data, inserts ? change.path : change.path.slice(0, -1));
    if (last === undefined || typeof holder !== "object" || holder === null) return false;
    if (Array.isArray(holder)) {
      const most = inserts ? holder.length : holder.length - 1;
      if (typeof last !== "number" || last > most) return false;
      if (change.op === "remove") holder.splice(last, 1);
      else holder.splice(last, inserts ? 0 : 1, structuredClone(change.value));
    } else if (change.op === "remove") delete holder[last];
    else holder[last] = structuredClone(/** @type {{ value: Data }} */ (change).value);
  }
  return true;
}

/**
 * @param {Data} data
 * @param {Path} path
 * @returns {Data} undefined where there is nothing
 */
export function at(data, path) {
  return path.reduce(
    (value, step) => (typeof value === "object" && value !== null ? value[step] : undefined),
    data,
  );
}
