/**
 * Our engine, publicodes and JsonLogic on the same rules and the same facts, in one process.
 *
 *     node engine.mjs <folder>    # with engine.mjs (as published) and scheme.json
 *
 * First every worked example with complete facts must have the same verdict, and the same
 * amount, in all of them; then all are timed in turns. Prints JSON: how many examples, and
 * for each library its microseconds per verdict.
 */

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import jsonLogic from "json-logic-js";
import Publicodes from "publicodes";
import { toJsonLogic, toPublicodes, toSituation } from "./translations.mjs";

const ROUNDS = 15;
const ROUND_MS = 150;

const folder = pathToFileURL(`${process.argv[2]}/`);
const { evaluate } = await import(new URL("engine.mjs", folder));
const published = JSON.parse(await readFile(new URL("scheme.json", folder), "utf8"));
const scheme = published.calculator;

const complete = published.examples
  .map(({ id, facts }) => ({ id, facts, situation: toSituation(scheme, facts) }))
  .filter(({ facts }) =>
    evaluate(scheme, facts).requirements.every(
      ({ stage, status }) => stage !== "application" || status !== "unknown",
    ),
  );

const logic = toJsonLogic(scheme);
const publicodes = new Publicodes(toPublicodes(scheme));

/** The verdict of one example, by library, as its users ask for it. */
const LIBRARIES = {
  ours: ({ facts }) => evaluate(scheme, facts),
  JsonLogic: ({ facts }) => jsonLogic.apply(logic, facts),
  publicodes: ({ situation }) => {
    publicodes.setSituation(situation);
    return [publicodes.evaluate("verdict"), publicodes.evaluate("amount")];
  },
};

/** Throws unless all agree on every example, and the examples have both outcomes. */
function compare() {
  const outcomes = new Set();
  for (const example of complete) {
    const { verdict, amount } = LIBRARIES.ours(example);
    const [theirs, theirAmount] = LIBRARIES.publicodes(example).map((node) => node.nodeValue);
    const verdicts = {
      ours: verdict === "eligible",
      JsonLogic: LIBRARIES.JsonLogic(example),
      publicodes: theirs,
    };
    const amounts = {
      ours: amount.cap,
      publicodes: theirAmount === undefined ? null : Math.floor(theirAmount),
    };
    outcomes.add(verdicts.ours);
    for (const answers of [verdicts, amounts])
      if (new Set(Object.values(answers)).size !== 1)
        throw new Error(`${example.id}: the libraries differ: ${JSON.stringify(answers)}`);
  }
  if (outcomes.size < 2) throw new Error("the examples are all eligible, or none is");
}

/** Microseconds per verdict over so many passes through all the examples. */
function time(decide, passes) {
  const start = performance.now();
  for (let pass = 0; pass < passes; pass++) for (const example of complete) decide(example);
  return ((performance.now() - start) * 1000) / (passes * complete.length);
}

/**
 * Median microseconds by library. Before the first round: warm up, and find how many passes fill
 * one.
 */
function timeAll() {
  const runs = Object.entries(LIBRARIES).map(([library, decide]) => {
    let passes = 1;
    while (time(decide, passes) * passes * complete.length < ROUND_MS * 1000) passes *= 2;
    return { library, decide, passes, times: [] };
  });
  for (let round = 0; round < ROUNDS; round++)
    for (const run of runs) run.times.push(time(run.decide, run.passes));
  return Object.fromEntries(
    runs.map(({ library, times }) => [library, times.sort((a, b) => a - b)[ROUNDS >> 1]]),
  );
}

compare();
console.log(JSON.stringify({ examples: complete.length, microseconds: timeAll() }));
