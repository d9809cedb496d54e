/** The totals of all applications as tables, each version's beside the other's. */
import { h } from "../parts/dom.js";
import { GROUPS } from "./groups.js";

/**
 * @import { Totals } from "./screened.js"
 * @import { DeskWording } from "./wording.js"
 */

/** @param {DeskWording} wording @param {bigint} sum */
const money = (wording, sum) => wording.money(/** @type {any} */ (sum));

/** @param {DeskWording} wording @param {string} quarter */
const quarterName = (wording, quarter) => {
  const [year, n] = quarter.split("-Q");
  return quarter ? wording.text("quarter", { year, n }) : wording.text("no_date");
};

/**
 * @param {DeskWording[]} wordings of each version @param {Totals[]} totals
 */
export function sums(wordings, totals) {
  const [wording] = wordings;
  const versions = wordings.map(({ data }) =>
    wording.text("version", { version: data.calculator.version }),
  );
  const parts = [
    h("h3", null, wording.text("by_category")),
    categories(wordings, totals, versions),
    ...(wording.hasLimits ? noted("uncapped", wordings, totals) : []),
  ];
  if (totals.some(({ payments: all, unpaid }) => all.length > 0 || unpaid > 0))
    parts.push(
      h("h3", null, wording.text("by_instalment")),
      h("p", { class: "quiet" }, wording.text("by_instalment_help")),
      ...(totals.some(({ payments: all }) => all.length > 0)
        ? [payments(wordings, totals, versions)]
        : []),
      ...noted("unpaid", wordings, totals),
      ...noted("over", wordings, totals),
    );
  return parts;
}

/**
 * How many applications a table leaves out, or has otherwise than the rules, under each version.
 * @param {"uncapped" | "unpaid" | "over"} what @param {DeskWording[]} wordings
 * @param {Totals[]} totals
 */
function noted(what, wordings, totals) {
  return totals.flatMap(({ [what]: n }, i) => {
    const { version } = wordings[i].data.calculator;
    const under = totals.length > 1 && [wordings[i].text("version", { version }), " "];
    const words = wordings[i].text("noted_" + what, { n: wordings[i].number(n) });
    return n > 0 ? [h("p", { class: "quiet" }, under, words)] : [];
  });
}

/** @param {string} label @param {Node} head @param {Node[]} rows */
const table = (label, head, rows) =>
  h(
    "div",
    { class: "desk__sums", tabindex: "0", role: "region", "aria-label": label },
    h("table", { class: "desk__table" }, h("thead", null, head), h("tbody", null, ...rows)),
  );

/** @param {DeskWording[]} wordings @param {Totals[]} totals @param {string[]} versions */
function categories(wordings, totals, versions) {
  const [wording] = wordings;
  const several = totals.length > 1;
  const hasMoney = wording.hasLimits;
  const head = h(
    "tr",
    null,
    h("th", { scope: "col" }, wording.text("category")),
    several && h("th", { scope: "col" }, wording.text("under")),
    GROUPS.map((group) => h("th", { scope: "col", class: "number" }, groupName(wording, group))),
    hasMoney && [
      h("th", { scope: "col", class: "number" }, wording.text("sum_eligible")),
      h("th", { scope: "col", class: "number" }, wording.text("sum_open")),
    ],
  );
  const ids = [...new Set(totals.flatMap(({ categories: all }) => all.map((c) => c.category)))];
  const rows = [...(ids.length > 1 || ids[0] ? ids : []), null].flatMap((id) =>
    totals.map((total, i) => {
      const found = total.categories.filter(({ category }) => id === null || category === id);
      const sum = (/** @type {"cap" | "open"} */ what) =>
        found.reduce((all, one) => all + one[what], 0n);
      const named = wordings.find((of) => of.category(id ?? ""));
      const name = id === null ? wording.text("all") : named?.category(id) || wording.text("none");
      return h(
        "tr",
        { class: id === null && "desk__total" },
        i === 0 && h("th", { scope: "rowgroup", rowspan: totals.length }, name),
        several && h("td", null, versions[i]),
        GROUPS.map((group) => {
          const count = found.reduce((all, one) => all + one.counts[group], 0);
          return h("td", { class: "number" }, wording.number(count));
        }),
        hasMoney && [
          h("td", { class: "number" }, money(wordings[i], sum("cap"))),
          h("td", { class: "number" }, money(wordings[i], sum("open"))),
        ],
      );
    }),
  );
  return table(wording.text("by_category"), head, rows);
}

/** @param {DeskWording[]} wordings @param {Totals[]} totals @param {string[]} versions */
function payments(wordings, totals, versions) {
  const [wording] = wordings;
  const several = totals.length > 1;
  const keys = [
    ...new Set(totals.flatMap(({ payments: all }) => all.map((p) => `${p.id} ${p.quarter}`))),
  ];
  const head = h(
    "tr",
    null,
    h("th", { scope: "col" }, wording.text("instalment")),
    h("th", { scope: "col" }, wording.text("when")),
    versions.map((version) => [
      h(
        "th",
        { scope: "col", class: "number" },
        wording.text("count"),
        several && h("small", null, version),
      ),
      h(
        "th",
        { scope: "col", class: "number" },
        wording.text("amount"),
        several && h("small", null, version),
      ),
    ]),
  );
  const rows = keys.map((key) => {
    const [id, quarter] = key.split(" ");
    const of = wordings
      .flatMap(({ data }) => data.calculator.instalments)
      .find((instalment) => instalment.id === id);
    return h(
      "tr",
      null,
      h("th", { scope: "row" }, of?.title ?? id),
      h("td", null, quarterName(wording, quarter)),
      totals.map((total, i) => {
        const found = total.payments.find((p) => p.id === id && p.quarter === quarter);
        return [
          h("td", { class: "number" }, wording.number(found?.count ?? 0)),
          h("td", { class: "number" }, money(wordings[i], found?.amount ?? 0n)),
        ];
      }),
    );
  });
  return table(wording.text("by_instalment"), head, rows);
}

/** What a group of applications is called. @param {DeskWording} wording @param {string} group */
export const groupName = (wording, group) =>
  group === "unread" ? wording.text("unread") : wording.label("verdict_" + group);
