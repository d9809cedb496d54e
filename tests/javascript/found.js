/**
 * What a built site finds: `node found.js SITE` reads a list of queries in JSON, each with its
 * language, and writes for each what the search and the rules make of it.
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const HERE = pathToFileURL(`${resolve(process.argv[2])}/assets/search/`);
const fetch = async (/** @type {URL} */ url) => new Response(readFileSync(url));
Object.defineProperty(globalThis, "fetch", { value: fetch });

const { find, workedOut } = await import(new URL("search.js", HERE).href);
const root = new URL("../../", HERE).href;
const found = [];
for (const [query, lang] of JSON.parse(readFileSync(0, "utf-8"))) {
  const { results, corrected } = await find(query, { lang, limit: 30 });
  found.push({ results, corrected, answer: await workedOut(query, { lang }) });
}
process.stdout.write(JSON.stringify(found).replaceAll(root, ""));
