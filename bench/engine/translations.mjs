/**
 * The published calculator's rules in the languages of publicodes and JsonLogic, made
 * mechanically from its array form so that no condition is left out. An operator that has
 * no translation here throws.
 *
 * Both get less to do than our engine: no check of the facts, no unanswered facts, no
 * instalments, no deadlines. A requirement with two readings is met when both say so.
 */

const application = (scheme) => scheme.requirements.filter(({ stage }) => stage === "application");
const conditions = ({ readings = [], met_when }) =>
  [met_when, ...readings.map((reading) => reading.met_when)].filter((way) => way !== undefined);

function translator(operators, number, fact) {
  const translate = (node) => {
    if (typeof node === "number") return number(node);
    if (typeof node === "string") return fact(node);
    const [operator, ...operands] = node;
    if (!operators[operator]) throw new Error(`no translation of the operator ${operator}`);
    return operators[operator](translate, ...operands);
  };
  return translate;
}

const nary =
  (operator) =>
  (translate, ...nodes) => ({ [operator]: nodes.map(translate) });

/** The verdict alone: one Boolean expression. */
export function toJsonLogic(scheme) {
  const fact = (id) => ({ var: id });
  const translate = translator(
    {
      at_least: nary(">="),
      at_most: nary("<="),
      all: nary("and"),
      any: nary("or"),
      not: nary("!"),
      times: nary("*"),
      one_of: (_, id, options) => ({ in: [fact(id), options] }),
      any_of: (_, id, options) => ({ some: [fact(id), { in: [fact(""), options] }] }),
      share: (translate, percent, of) => ({ "*": [percent / 100, translate(of)] }),
    },
    (number) => number,
    fact,
  );
  return {
    and: application(scheme).map((requirement) => {
      const met = conditions(requirement).map(translate);
      const bare = met.length === 1 ? met[0] : { and: met };
      if (requirement.applies_when === undefined) return bare;
      return { or: [{ "!": translate(requirement.applies_when) }, bare] };
    }),
  };
}

// publicodes writes names with spaces, and a list of choices as one Boolean for each.
const name = (...ids) => ids.join(" ").replaceAll(/[_-]/g, " ");

/**
 * Rules as their authors write them: a rule for each fact and each requirement, then the
 * `verdict` and the `amount`.
 */
export function toPublicodes(scheme) {
  const all = "toutes ces conditions";
  const any = "une de ces conditions";
  const chosen = (id, option) => `${name(id)} = '${option}'`;
  const translate = translator(
    {
      at_least: nary(">="),
      at_most: nary("<="),
      all: nary(all),
      any: nary(any),
      not: (translate, node) => ({ "=": [translate(node), "non"] }),
      times: nary("*"),
      min: nary("le minimum de"),
      one_of: (_, id, options) => ({ [any]: options.map((option) => chosen(id, option)) }),
      any_of: (_, id, options) => ({ [any]: options.map((option) => name(id, option)) }),
      share: (translate, percent, of) => ({ "*": [`${percent}%`, translate(of)] }),
      by: (translate, id, values) => ({
        variations: Object.entries(values).map(([option, value]) => ({
          si: chosen(id, option),
          alors: translate(value),
        })),
      }),
    },
    (number) => number,
    (id) => name(id),
  );
  const rules = {};
  for (const { id, type, options } of scheme.questions)
    if (type === "choices") for (const option of options) rules[name(id, option.id)] = null;
    else rules[name(id)] = null;
  for (const requirement of application(scheme)) {
    const met = conditions(requirement).map(translate);
    const rule = { valeur: met.length === 1 ? met[0] : { [all]: met } };
    if (requirement.applies_when !== undefined)
      rule["applicable si"] = translate(requirement.applies_when);
    rules[name("requirement", requirement.id)] = rule;
  }
  rules.verdict = {
    [all]: application(scheme).map(({ id, applies_when }) => {
      const rule = name("requirement", id);
      return applies_when === undefined ? rule : { [any]: [{ "est non applicable": rule }, rule] };
    }),
  };
  rules.amount = translate(["min", ...scheme.amount.limits.map(({ value }) => value)]);
  return rules;
}

/** Facts as publicodes takes them. */
export function toSituation(scheme, facts) {
  const situation = {};
  for (const { id, type, options } of scheme.questions) {
    const answer = facts[id];
    if (answer == null) continue;
    if (type === "choices")
      for (const option of options)
        situation[name(id, option.id)] = answer.includes(option.id) ? "oui" : "non";
    else if (type === "boolean") situation[name(id)] = answer ? "oui" : "non";
    else situation[name(id)] = typeof answer === "string" ? `'${answer}'` : answer;
  }
  return situation;
}
