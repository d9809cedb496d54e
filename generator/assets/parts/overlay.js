/** Two parts of one tree of data as one. */

/**
 * Lays a part of a tree over another, member by member.
 * @param {any} tree @param {any} part
 */
export function overlay(tree, part) {
  for (const [name, value] of Object.entries(part ?? {}))
    if (typeof value === "object" && name in tree) overlay(tree[name], value);
    else tree[name] = value;
}
