/**
 * TypeScript declarations for a JSON Schema, for the types in the scripts' comments.
 *
 *     node frontend/types.mjs SchemeData < scheme.schema.json > published.d.ts
 */
import { text } from "node:stream/consumers";
import { compile } from "json-schema-to-typescript";

const HEAD = `/**
 * Shapes of the published data, made from its JSON Schema by \`npm run types\`: do not edit.
 */`;

/**
 * The schema in the older form that the compiler knows: tuples in `items`, nothing beside a
 * `$ref`, and no titles, of each of which it would make a type of its own.
 * @param {unknown} node @param {boolean} [named] whether the keys are names, not keywords
 * @returns {unknown}
 */
function older(node, named = false) {
  if (Array.isArray(node)) return node.map((item) => older(item));
  if (typeof node !== "object" || node === null) return node;
  if (!named && "$ref" in node) return { $ref: node.$ref };
  const entries = Object.entries(node)
    .filter(([key]) => named || key !== "title")
    .map(([key, value]) => [
      !named && key === "prefixItems" ? "items" : key,
      older(value, !named && (key === "properties" || key === "$defs")),
    ]);
  return Object.fromEntries(entries);
}

const schema = /** @type {import("json-schema-to-typescript").JSONSchema} */ (
  older(JSON.parse(await text(process.stdin)))
);
const declarations = await compile(schema, process.argv[2], {
  additionalProperties: false,
  bannerComment: HEAD,
  style: { printWidth: 100 },
});
process.stdout.write(declarations);
