/**
 * The search of a built site on the command line, for generator/staff/command.py.
 *
 *     node node.js < request.json > reply.json
 *
 * It stands in a folder with the site's scripts and staff's own beside them; the site's other
 * files are read from the folder that the request names.
 */
import { readFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** @import { Explained, Expected, Judged, Words } from "./assets/types/staff" */

const HERE = import.meta.dirname;

/**
 * @typedef {{site: string, words: Words, limit: number, list?: Expected[], query?: string,
 *   lang?: "zh-Hant" | "en"}} Request
 */

/** @type {Request} */
const request = JSON.parse(await text(process.stdin));

/** A file of the site, as a browser would be given it. @param {URL} url */
async function fromSite(url) {
  const file = resolve(request.site, relative(HERE, fileURLToPath(url)));
  return readFile(file).then(
    (bytes) => new Response(bytes),
    () => new Response(null, { status: 404 }),
  );
}
Object.defineProperty(globalThis, "fetch", { value: fromSite });

// Typed here, for they are not beside this file before it runs.
const [explaining, lines] = await Promise.all(
  ["explain.js", "lines.js"].map((name) => import(`./assets/search/${name}`)),
);

/** @param {Explained} explained */
const shown = (explained) => ({
  ...explained,
  reading: lines.reading(explained, request.words),
  help: lines.help(explained, request.words),
  results: explained.results.map((result) => ({
    ...result,
    name: explaining.named(result),
    address: explaining.address(result.url),
    reasons: lines.reasons(result.why, result.lang, request.words),
  })),
});

/** @param {Judged[]} list */
const judgement = (list) => ({
  summary: lines.summary(list, request.words),
  unanswered: list
    .filter(({ answered }) => !answered)
    .map((item) => ({
      ...item,
      lines: lines.shortfall(item, request.words),
    })),
});

const { query, lang, limit, list = [] } = request;
const reply =
  query === undefined
    ? judgement(await explaining.judged(list))
    : shown(await explaining.explain(query, { lang, limit }));
process.stdout.write(JSON.stringify(reply));
