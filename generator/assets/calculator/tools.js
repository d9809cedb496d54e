/**
 * Tools for an agent in the browser (WebMCP, https://webmachinelearning.github.io/webmcp/): to
 * decide answers by the scheme of the page's calculator, to learn what is still to be asked, and
 * to open answers on the page. `site.js` loads this where the browser has such agents.
 *
 * The first two are pure: they see the answers that they are given, and nothing that the visitor
 * has answered. The third opens a link, which leaves the visitor's own answers as they are.
 */
import { askedFacts, evaluate, FactError } from "./engine.js";
import { writeLink } from "./link.js";
import { RESULT, rulesOf } from "./wording.js";

/**
 * @import { Calculator, Facts, Result } from "../types/calculator"
 * @import { ModelContext } from "../types/globals"
 *
 * @typedef {"zh" | "en"} Lang
 * @typedef {{title: string, description: string}} ToolWords
 * @typedef {{aid: string, evaluate: ToolWords, unanswered: ToolWords, open: ToolWords}} Words
 * @typedef {{properties: Record<string, Record<string, unknown>>}} FactsSchema
 * @typedef {{const: string, "x-title": Record<Lang, string>}} Named
 * @typedef {{$defs: Record<string, {properties: {id: {oneOf?: Named[]}}}>}} ResultSchema
 */

/**
 * Offers the tools of the page's calculator.
 * @param {HTMLElement} element the calculator @param {ModelContext} context
 */
export async function offer(element, context) {
  const scheme = encodeURIComponent(element.getAttribute("scheme") ?? "");
  const folder = new URL(`../../api/schemes/${scheme}/`, import.meta.url);
  const tag = element.lang === "en" ? "en" : "zh-Hant";
  const lang = tag === "en" ? "en" : "zh";
  const load = async (/** @type {string} */ name) => {
    const response = await fetch(new URL(name, folder));
    if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
    return response.json();
  };
  /** @type {[Words, FactsSchema]} */
  const [words, schema] = await Promise.all([load(`tools.${tag}.json`), load("facts.schema.json")]);
  /** The rules and the words of results, once a tool is used. @type {Promise<[any, any]> | null} */
  let loading = null;
  const rules = async () => {
    loading ??= Promise.all([load("rules.json"), load("result.schema.json")]);
    return new Rules(...(await loading), lang);
  };

  /** @type {[string, ToolWords, boolean, (facts: Facts) => Promise<object>][]} */
  const tools = [
    [
      "evaluate_answers",
      words.evaluate,
      true,
      async (facts) => ({ aid: words.aid, result: (await rules()).result(facts) }),
    ],
    [
      "list_unanswered",
      words.unanswered,
      true,
      async (facts) => {
        const { unanswered } = (await rules()).result(facts);
        return { questions: unanswered.map((id) => ({ id, ...schema.properties[id] })) };
      },
    ],
    [
      "open_answers",
      words.open,
      false,
      async (facts) => {
        location.hash = (await rules()).link(facts);
        return { address: location.href };
      },
    ],
  ];
  for (const [name, { title, description }, readOnlyHint, act] of tools)
    await context.registerTool({
      name,
      title,
      description,
      inputSchema: schema,
      annotations: { readOnlyHint },
      execute: (facts) => act(facts).catch(refused),
    });
}

/**
 * A refused answer is a reply that tells which one it is, so that an agent can mend it.
 * @param {unknown} error
 */
function refused(error) {
  if (!(error instanceof FactError)) throw error;
  const { code, fact, message } = error;
  return { error: { code, fact, message } };
}

/** The scheme's rules, with the words of what they decide. */
class Rules {
  #calculator;
  #titles;
  #lang;

  /** @param {Calculator} calculator @param {ResultSchema} schema @param {Lang} lang */
  constructor(calculator, schema, lang) {
    this.#calculator = calculator;
    this.#titles = schema.$defs;
    this.#lang = lang;
  }

  /** The engine's result for facts, with titles. @param {Facts} facts */
  result(facts) {
    const result = this.#decide(facts);
    return {
      ...result,
      requirements: this.#named("DecidedRequirement", result.requirements),
      instalments: this.#named("Instalment", result.instalments),
      deadlines: this.#named("Deadline", result.deadlines),
      amount: result.amount && {
        ...result.amount,
        steps: this.#named("Step", result.amount.steps),
      },
    };
  }

  /** The fragment that opens facts at their result. @param {Facts} facts */
  link(facts) {
    const calculator = this.#calculator;
    const result = this.#decide(facts);
    return writeLink(
      calculator,
      rulesOf(calculator),
      askedFacts(calculator, facts),
      result,
      RESULT,
    );
  }

  /** @param {Facts} facts */
  #decide(facts) {
    return /** @type {Result} */ (evaluate(this.#calculator, facts));
  }

  /**
   * What the engine gives of each rule, with the rule's title.
   * @template {{id: string}} T
   * @param {string} shape its name in the schema of results @param {T[]} items
   */
  #named(shape, items) {
    const rules = this.#titles[shape]?.properties.id.oneOf ?? [];
    return items.map((item) => {
      const title = rules.find((rule) => rule.const === item.id)?.["x-title"][this.#lang];
      return { title, ...item };
    });
  }
}
