"""What the calculator's result shows, and what it should show of a result of the engine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.browser.kinds import Lang

MONTHS = "January February March April May June July August September October November December"

READ = """(element) => {
  const root = element.shadowRoot;
  const words = (node) => node ? node.textContent.replaceAll(/\\s+/g, " ").trim() : null;
  const all = (query, read) => [...root.querySelectorAll(query)].map(read);
  return {
    verdict: words(root.querySelector("#verdict")),
    most: words(root.querySelector(".head .sentence strong")),
    requirements: Object.fromEntries(all("details.status li[id]", (item) =>
      [item.id.replace("requirement-", ""), item.closest("details").className.split(" ")[1]])),
    steps: all("ol.working > li", (item) => words(item.firstChild)),
    conclusion: words(root.querySelector("p.conclusion")),
    exceeds: root.querySelector("section.amount p.warning") !== null,
    instalments: all("section.instalments tbody tr", (row) =>
      [words(row.children[0]), words(row.children[1]), words(row.children[2])]),
    deadlines: Object.fromEntries(all("ol.timeline > li", (item) => [
      words(item.querySelector("h4")),
      [item.querySelector("time")?.dateTime ?? null,
        words(item.querySelector(".date")).replaceAll(",", "")]])),
  };
}"""
"""Reads the whole result out of a ``<subsidy-calculator>``.

Browsers differ in the comma after an English day of the week: it is left out.
"""


def in_words(iso: str, lang: Lang, *, weekday: bool = True) -> str:
    """A date as a reader of the language expects it."""
    day = date.fromisoformat(iso)
    if lang == "zh":
        plain = f"{day.year}年{day.month}月{day.day}日"
        return f"{plain} 星期{'一二三四五六日'[day.weekday()]}" if weekday else plain
    plain = f"{day.day} {MONTHS.split()[day.month - 1]} {day.year}"
    return f"{day:%A} {plain}" if weekday else plain


def answer_in_words(question: Mapping[str, Any], answer: Any, labels: Any, lang: Lang) -> str:
    """An answer as the record of the answers says it."""
    if answer is None:
        return str(labels["unknown_answer"])
    if question["type"] == "boolean":
        return str(labels["yes" if answer else "no"])
    if question["type"] in ("choice", "choices"):
        given = answer if isinstance(answer, list) else [answer]
        named = [item["label"][lang] for item in question["options"] if item["id"] in given]
        return labels["list_comma"].join(named) or str(labels["none_of_these"])
    if question["type"] == "date":
        return in_words(answer, lang, weekday=False)
    unit = question.get("unit", {}).get(lang, "")
    return f"{answer:,}%" if unit == "%" else f"{answer:,} {unit}".strip()


def expected(
    scheme: Mapping[str, Any], result: Mapping[str, Any], labels: Mapping[str, str], lang: Lang
) -> dict[str, Any]:
    """What ``READ`` should read for a result of the engine.

    ``labels`` are the published ones of the language, their places in braces.
    """
    amount, rules = result["amount"], scheme["calculator"]
    limits = {rule["id"]: rule["label"][lang] for rule in rules["amount"]["limits"]}
    instalments = {rule["id"]: rule["title"][lang] for rule in rules["instalments"]}
    deadlines = {rule["id"]: rule["title"][lang] for rule in rules["deadlines"]}
    cap, binding = amount["cap"], amount["binding"]

    def money(figure: float, label: str) -> str:
        whole, _, decimals = str(figure).partition(".")
        if decimals:  # of a fraction that no decimals hold, the first of them
            decimals = "." + (decimals if len(decimals) < 6 else decimals[:2] + "…")
        shown = f"{int(whole):,}{decimals}"
        if amount["currency"] != "TWD":
            return f"{amount['currency']} {shown}"
        return labels[label].format(amount=shown)

    def group(decided: Mapping[str, Any]) -> str:
        return "noted" if decided["status"] == "met" and decided["notes"] else decided["status"]

    def short(figure: float | None) -> str:
        return labels["status_unknown"] if figure is None else money(figure, "money_short")

    def working(step: Mapping[str, Any]) -> str:
        label = limits[step["id"]]
        if step["amount"] is None:
            return labels["limit_open"].format(label=label)
        places = {"label": label, "amount": short(step["amount"])}
        if "percent" not in step:
            return labels["limit"].format(**places)
        percent = f"{step['percent']}%"
        return labels["limit_share"].format(percent=percent, of=short(step["of"]), **places)

    def conclusion() -> str:
        if len(binding) > 1:
            return labels["conclusion_both"].format(cap=short(cap))
        return labels["conclusion"].format(cap=short(cap), limit=limits[binding[0]])

    most = None if cap is None or result["verdict"] == "ineligible" else money(cap, "money")
    return {
        "verdict": labels["verdict_" + result["verdict"]],
        "most": most,
        "requirements": {item["id"]: group(item) for item in result["requirements"]},
        "steps": [working(item) for item in amount["steps"]],
        "conclusion": None if cap is None else conclusion(),
        "exceeds": amount["exceeds_cap"] is True,
        "instalments": [
            [
                instalments[item["id"]],
                f"{item['percent']}%",
                short(item["amount"]),
            ]
            for item in result["instalments"]
        ],
        "deadlines": {
            deadlines[item["id"]]: [
                item["date"],
                in_words(item["date"], lang) if item["date"] else labels["date_open"],
            ]
            for item in result["deadlines"]
        },
    }
