"""Words: whose result changes, in one language, for people: pages, terminals and comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ...labels import Label, Labels
from ...languages import LANGUAGES, Lang
from ...text.dates import format_day
from ...text.inline import plain
from ..engine import Answer
from ..formulas import format_money, format_number
from ..published import CalculatorData
from .model import Change, Extent, Flips, Kind, Shown, Span, Why
from .published_form import Plain

_OUTCOMES: Mapping[str, Label] = {
    "met": "status_met",
    "unmet": "status_unmet",
    "unclear": "status_unclear",
    "not_applicable": "status_not_applicable",
    "unknown": "status_unknown",
    "absent": "flips_absent",
    "application": "flips_application",
    "payment": "flips_payment",
    "shown": "flips_shown",
    "not_shown": "flips_not_shown",
    "asked": "flips_asked",
    "not_asked": "flips_not_asked",
    "accepted": "flips_accepted",
    "refused": "flips_refused",
    "exceeds": "flips_exceeds",
    "needed": "flips_needed",
    "not_needed": "flips_not_needed",
    "within": "flips_within",
}
_KINDS: Mapping[Kind, Label] = {
    "stage": "flips_kind_stage",
    "note": "flips_kind_note",
    "asked": "flips_kind_asked",
    "answer": "flips_kind_answer",
    "needed": "flips_kind_needed",
    "binding": "flips_kind_binding",
    "requested": "flips_kind_requested",
    "currency": "flips_kind_currency",
    "office_day": "flips_kind_office_day",
}
_REASONS: Mapping[Why, Label] = {
    "too_hard": "flips_too_hard",
    "not_shown": "flips_not_shown_why",
    "too_many": "flips_too_many",
}
_FIGURES = ("amount", "limit", "instalment", "deadline", "office_day")
_RESTRICTED: Mapping[Extent, Label] = {
    "alone": "flips_alone",
    "rounded": "flips_rounded",
    "example": "flips_example",
}
_GAP = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
"""A space between two Han characters, where a word is put in that is no figure."""


@dataclass(frozen=True, slots=True)
class FlipLine:
    """Some applicants, and what a rule comes to for them in either state."""

    applicants: str
    outcome: str


@dataclass(frozen=True, slots=True)
class FlippedRule:
    """A rule that comes out otherwise."""

    kind: Kind
    rule: str
    title: str
    clause: str
    lines: tuple[FlipLine, ...]
    others: str
    """That others differ, too, where the lines are examples."""


@dataclass(frozen=True, slots=True)
class UndecidedRule:
    """A rule of which it is not known whether it comes out otherwise for others, too."""

    title: str
    clause: str
    why: str


class FlipWords:
    """What differs between two states of the rules, in one language."""

    def __init__(
        self,
        before: CalculatorData,
        after: CalculatorData,
        lang: Lang,
        labels: Labels,
        names: tuple[str, str],
    ) -> None:
        """``names`` are what the earlier state and the later one are called."""
        self._states = before, after
        self._lang = lang
        self._language = LANGUAGES[lang]
        self._t = labels
        self._names = names
        self._questions: dict[str, Plain] = {
            question["id"]: question for state in self._states for question in state["questions"]
        }

    def rules(self, flips: Flips) -> tuple[FlippedRule, ...]:
        """The rules that come out otherwise, in the order of the changes."""
        return tuple(
            FlippedRule(
                kind,
                rule,
                self.title(kind, rule),
                clause,
                self.lines(list(changes)),
                self._t["flips_examples"] if (kind, rule) in flips.examples else "",
            )
            for (kind, rule, clause), changes in groupby(
                flips.changes, key=lambda change: (change.kind, change.rule, change.clause)
            )
        )

    def undecided(self, flips: Flips) -> tuple[UndecidedRule, ...]:
        """The rules of which not everything is known, each with the reason."""
        return tuple(
            UndecidedRule(self.title(one.kind, one.rule), one.clause, self.reason(one.why))
            for one in flips.undecided
        )

    def reason(self, why: Why) -> str:
        """Why a rule is left undecided."""
        return self._t[_REASONS[why]]

    def title(self, kind: Kind, rule: str) -> str:
        """What a rule is called."""
        named = self._named(kind, rule.partition("/")[0])
        if kind not in _KINDS:
            return named
        return (
            self._language.labelled(self._t[_KINDS[kind]], named)
            if named
            else self._t[_KINDS[kind]]
        )

    def _named(self, kind: Kind, rule: str) -> str:
        if kind in ("amount", "currency"):
            amounts = [state["amount"] for state in self._states if state["amount"] is not None]
            return plain(amounts[-1]["label"][self._lang])
        if kind in ("binding", "requested"):
            return ""
        entries = {one["id"]: one for state in self._states for one in _entries(state, kind)}
        entry = entries[rule]
        return plain((entry.get("title") or entry["label"])[self._lang])

    def lines(self, changes: list[Change]) -> tuple[FlipLine, ...]:
        """A line for each span of applicants and for each example, in the order of the changes."""
        spans: dict[object, list[Change]] = {}
        for change in changes:
            others = sorted(
                (fact, answer)
                for fact, answer in change.facts.items()
                if change.extent == "example" or change.span is None or fact != change.span.fact
            )
            line = others, change.extent, change.span, _way(change)
            spans.setdefault(repr(line), []).append(change)
        return tuple(self._line(some) for some in spans.values())

    def _line(self, changes: list[Change]) -> FlipLine:
        change = changes[0]
        if change.extent == "example" or change.span is None or not _has_figure(change):
            return FlipLine(self._applicants(change), self._outcome(change))
        fact = change.span.fact
        examples = (
            self._with(self._t["flips_at"], self._answer(fact, one.facts[fact]))
            + self._language.bracketed(self._outcome(one))
            for one in changes
        )
        return FlipLine(self._applicants(change), self._language.names.join(examples))

    @staticmethod
    def _with(words: str, answer: str) -> str:
        """The words of a label with an answer in them."""
        return _GAP.sub("", words.replace("{answer}", answer))

    def _applicants(self, change: Change) -> str:
        facts, span, extent = change.facts, change.span, change.extent
        if not facts:
            return self._t["flips_unanswered" if extent == "alone" else "flips_everybody"]
        parts = [
            self._language.labelled(
                self._question(fact),
                self._answer(fact, answer)
                if extent == "example" or span is None or fact != span.fact
                else self._between(span),
            )
            for fact, answer in facts.items()
        ]
        words = self._language.listed(parts)
        if extent in _RESTRICTED:
            words += self._language.bracketed(self._t[_RESTRICTED[extent]])
        return words

    def _question(self, fact: str) -> str:
        return plain(self._questions[fact]["label"][self._lang]).rstrip("？?")

    def _between(self, span: Span) -> str:
        """The answers of a span."""
        if span.first is not None and span.first == span.last:
            return self._answer(span.fact, span.first)
        is_day = self._questions[span.fact]["type"] == "date"
        ends: tuple[tuple[Answer | None, Label], ...] = (
            (span.first, "flips_from_day" if is_day else "flips_from"),
            (span.after, "flips_over"),
            (span.last, "flips_to_day" if is_day else "flips_to"),
            (span.until, "flips_under"),
        )
        words = [
            self._with(self._t[label], self._answer(span.fact, end))
            for end, label in ends
            if end is not None
        ]
        return (
            self._language.enumeration.join(words)
            or self._t["flips_any_day" if is_day else "flips_any"]
        )

    def _answer(self, fact: str, answer: Answer) -> str:
        question = self._questions[fact]
        if isinstance(answer, bool):
            return self._t["yes"] if answer else self._t["no"]
        if isinstance(answer, tuple):
            chosen = [self._option(fact, option) for option in answer]
            return self._language.names.join(chosen) or self._t["flips_none_chosen"]
        if isinstance(answer, str):
            if question["type"] == "date":
                return format_day(date.fromisoformat(answer), self._lang)
            return self._option(fact, answer)
        number = int(answer) if answer == int(answer) else answer
        if "currency" in question:
            return format_money(number, question["currency"], self._t)
        unit = plain(question["unit"][self._lang]) if "unit" in question else ""
        gap = "" if unit == "%" else " "
        return f"{format_number(number)}{gap}{unit}".rstrip()

    def _option(self, fact: str, option: str) -> str:
        labels = {
            o["id"]: o["label"]
            for state in self._states
            for q in map(dict[str, Plain], state["questions"])
            if q["id"] == fact
            for o in q.get("options", ())
        }
        return plain(labels[option][self._lang]) if option in labels else option

    def _outcome(self, change: Change) -> str:
        shown = (self._shown(change.kind, one) for one in (change.before, change.after))
        ways = map(self._language.labelled, self._names, shown)
        return self._language.listed(ways)

    def _shown(self, kind: Kind, one: Shown) -> str:
        if one is None or (one == "unknown" and kind in _FIGURES):
            return self._t["flips_no_day" if kind == "office_day" else "flips_not_known"]
        if isinstance(one, list):
            limits = {e["id"]: e for state in self._states for e in _entries(state, "limit")}
            names = [self._language.quoted(plain(limits[id_]["label"][self._lang])) for id_ in one]
            return self._language.enumeration.join(names) or self._t["flips_no_limit"]
        if isinstance(one, dict):
            return self._language.enumeration.join(self._readings(one))
        if isinstance(one, str):
            if one in _OUTCOMES:
                return self._t[_OUTCOMES[one]]
            return one if kind == "currency" else format_day(date.fromisoformat(one), self._lang)
        if kind == "share":
            return f"{format_number(one)}%"
        amounts = [state["amount"] for state in self._states if state["amount"] is not None]
        return format_money(one, amounts[-1]["currency"], self._t)

    def _readings(self, outcomes: Mapping[str, str]) -> Iterator[str]:
        texts = {
            reading["id"]: reading["text"]
            for state in self._states
            for rule in state["requirements"]
            for reading in rule.get("readings", ())
        }
        for id_, outcome in outcomes.items():
            words = self._language.quoted(plain(texts[id_][self._lang]).rstrip("。."))
            yield f"{words} {self._t[_OUTCOMES[outcome]]}"


def _entries(state: CalculatorData, kind: Kind) -> Iterable[Plain]:
    match kind:
        case "asked" | "answer" | "needed":
            return state["questions"]
        case "limit":
            return () if state["amount"] is None else state["amount"]["limits"]
        case "share" | "instalment":
            return state["instalments"]
        case "deadline" | "office_day":
            return state["deadlines"]
    return state["requirements"]


def _way(change: Change) -> object:
    """What is told together: the same outcome, or a figure or day that is higher, or lower."""
    before, after = change.before, change.after
    if not _has_figure(change):
        return before, after
    if isinstance(before, str) and isinstance(after, str) and _are_figures(change):
        return after > before
    if isinstance(before, int | float) and isinstance(after, int | float):
        return after > before
    return [one if _is_plain(one) else "" for one in (before, after)]


def _has_figure(change: Change) -> bool:
    """Whether an outcome is a figure or day, which differs from applicant to applicant."""
    outcomes = change.before, change.after
    return change.kind in _FIGURES and not all(map(_is_plain, outcomes))


def _are_figures(change: Change) -> bool:
    return not any(map(_is_plain, (change.before, change.after)))


def _is_plain(one: Shown) -> bool:
    return one is None or (isinstance(one, str) and one in _OUTCOMES)
