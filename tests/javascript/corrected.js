/**
 * What a built site makes of queries: `node corrected.js SITE` reads a list of them in JSON, and
 * writes the list of what they were probably meant to be, or null.
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const HERE = pathToFileURL(`${resolve(process.argv[2])}/assets/search/`);
const fetch = async (/** @type {URL} */ url) => new Response(readFileSync(url));
Object.defineProperty(globalThis, "fetch", { value: fetch });

const { correct } = await import(new URL("correct.js", HERE).href);
const { manifest } = await import(new URL("index.js", HERE).href);
const index = await manifest();
const meant = [];
for (const query of JSON.parse(readFileSync(0, "utf-8"))) meant.push(await correct(index, query));
process.stdout.write(JSON.stringify(meant));
