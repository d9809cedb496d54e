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
    chain: all(".report ol.chain > li:not(:last-child)", (item) =>
      [words(item.children[0]), words(item.children[1])]),
    binding: all(".report ol.chain > li.binds", (item) => words(item.children[0])),
    chosen: words(root.querySelector(".report ol.chain > li:last-child > .figure")),
    conclusion: words(root.querySelector(".report p.conclusion")),
    exceeds: root.querySelector(".report .part > p.warning") !== null,
    instalments: all(".report ol.line > li", (row) => [
      words(row.querySelector(".title")), words(row.querySelector(".figure")),
      row.querySelector("time")?.dateTime ?? null,
      words(row.querySelector("time"))?.replaceAll(",", "") ?? null]),
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
    if currency := question.get("currency"):
        form = labels["money"] if currency == "TWD" else f"{currency} {{amount}}"
        return str(form.format(amount=f"{answer:,}"))
    unit = question.get("unit", {}).get(lang, "")
    return f"{answer:,}%" if unit == "%" else f"{answer:,} {unit}".strip()


def expected(
    scheme: Mapping[str, Any],
    facts: Mapping[str, Any],
    result: Mapping[str, Any],
    labels: Mapping[str, str],
    lang: Lang,
) -> dict[str, Any]:
    """What ``READ`` should read for the facts that the engine uses, and its result.

    ``labels`` are the published ones of the language, their places in braces.
    """
    amount, rules = result["amount"], scheme["calculator"]
    verdict = labels["verdict_" + result["verdict"]]
    if amount is None:
        return _without_amount(result, verdict)
    limits = {
        rule["id"]: labels["in_principle"].format(label=rule["label"][lang])
        if rule.get("in_principle")
        else rule["label"][lang]
        for rule in rules["amount"]["limits"]
    }
    instalments = {rule["id"]: rule["title"][lang] for rule in rules["instalments"]}
    questions = {rule["id"]: rule for rule in rules["questions"]}
    cap, binding = amount["cap"], amount["binding"]

    def money(figure: float, label: str) -> str:
        whole, _, decimals = str(figure).partition(".")
        if decimals:  # of a fraction that no decimals hold, the first of them
            decimals = "." + (decimals if len(decimals) < 6 else decimals[:2] + "…")
        shown = f"{int(whole):,}{decimals}"
        if amount["currency"] != "TWD":
            return f"{amount['currency']} {shown}"
        return labels[label].format(amount=shown)

    def short(figure: float | None) -> str:
        return labels["status_unknown"] if figure is None else money(figure, "money_short")

    def bases() -> list[str]:
        """The questions of whose answers limits are shares."""
        values = [rule["value"] for rule in rules["amount"]["limits"]]
        shares = [value[2] for value in values if isinstance(value, list) and value[0] == "share"]
        return list(dict.fromkeys(fact for fact in shares if isinstance(fact, str)))

    def base(fact: str) -> list[str]:
        answer = facts.get(fact)
        if answer is None or questions[fact].get("currency") == "TWD":
            return [questions[fact]["label"][lang], short(answer)]
        words = answer_in_words(questions[fact], answer, labels, lang)
        return [questions[fact]["label"][lang], words]

    def working(step: Mapping[str, Any]) -> list[str]:
        figure = short(step["amount"])
        if "percent" in step:
            percent = f"{step['percent']}%"
            if step["amount"] is None:
                figure = f"× {percent}"
            elif len(bases()) == 1:
                figure = labels["times_share"].format(percent=percent, amount=figure)
            else:
                of = short(step["of"])
                figure = labels["limit_share"].format(percent=percent, of=of, amount=figure)
        return [limits[step["id"]], figure]

    def most_of(figure: float | None) -> str:
        return short(None) if figure is None else labels["up_to"].format(amount=short(figure))

    def instalment(item: Mapping[str, Any], by: str | None) -> list[str | None]:
        share = f"{item['percent']}%"
        figure = most_of(item["amount"])
        if facts.get(rules["amount"].get("approved")) is not None:
            figure = short(item["amount"])
        figure = share if item["amount"] is None else f"{figure} {share}"
        day = next((item["date"] for item in result["deadlines"] if item["id"] == by), None)
        return [instalments[item["id"]], figure, day, in_words(day, lang) if day else None]

    def conclusion() -> str:
        if len(binding) > 1:
            return labels["conclusion_both"].format(cap=short(cap))
        known = [step for step in amount["steps"] if step["amount"] is not None]
        key = "conclusion_one" if len(known) == 1 else "conclusion"
        return labels[key].format(cap=short(cap), limit=limits[binding[0]])

    most = None if cap is None or result["verdict"] == "ineligible" else money(cap, "money")
    return {
        "verdict": verdict,
        "most": most,
        "requirements": _groups(result),
        "chain": [
            *(base(fact) for fact in bases()),
            *(working(item) for item in amount["steps"]),
        ],
        "binding": [limits[item] for item in binding or []],
        "chosen": most_of(cap),
        "conclusion": None if cap is None else conclusion(),
        "exceeds": amount["exceeds_cap"] is True,
        "instalments": [
            instalment(item, rule.get("by"))
            for item, rule in zip(result["instalments"], rules["instalments"], strict=True)
        ],
    }


def _groups(result: Mapping[str, Any]) -> dict[str, str]:
    """Under which heading each requirement stands."""
    return {
        item["id"]: "noted" if item["status"] == "met" and item["notes"] else item["status"]
        for item in result["requirements"]
    }


def _without_amount(result: Mapping[str, Any], verdict: str) -> dict[str, Any]:
    """The result of a scheme that has no amount to work out, and no instalments."""
    return {
        "verdict": verdict,
        "most": None,
        "requirements": _groups(result),
        "chain": [],
        "binding": [],
        "chosen": None,
        "conclusion": None,
        "exceeds": False,
        "instalments": [],
    }
