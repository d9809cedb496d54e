"""The views of a scheme's versions: the list, the address that leads on, and a comparison."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from markupsafe import Markup

from ...content.catalogue import Entry, SchemeView
from ...labels import Label
from ...models.base import Text
from ...models.key import Key
from ...models.scheme import Provision
from ...rules.comparison import ClausePair, Outcome, clause_pairs, example_pairs, word_changes
from ...rules.flips import Flips
from ...rules.flips.words import FlipLine, FlippedRule, FlipWords, UndecidedRule
from ...rules.formulas import format_money
from ...rules.worked_examples import RuleResults
from ...text.inline import plain
from ..context import Context
from .common import VERDICT_LABELS

Change: TypeAlias = Literal["added", "removed", "changed"]
CHANGE_LABELS: Mapping[Change, Label] = {
    "added": "changes_added",
    "removed": "changes_removed",
    "changed": "changes_changed",
}
SHOWN = 5
"""How many lines of a rule are shown before the others, which are folded."""
_MARKS: Mapping[str, str] = {"same": "{}", "del": "<del>{}</del>", "ins": "<ins>{}</ins>"}


@dataclass(frozen=True, slots=True)
class ComparisonLink:
    """The page that compares a version with an older one."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the list, and when it is in force."""

    key: Key
    version: str
    period: str
    comparisons: tuple[ComparisonLink, ...]
    """With each older version, the nearest first."""


@dataclass(frozen=True, slots=True)
class VersionsPage:
    """What the list of a scheme's versions shows."""

    scheme: Key
    versions: tuple[VersionLine, ...]
    """The newest first."""


def versions_page(ctx: Context, key: Key) -> VersionsPage:
    """The view of the list of a scheme's versions."""
    newest_first = ctx.scheme(key).all_versions[::-1]
    return VersionsPage(
        key,
        tuple(
            VersionLine(
                view.key,
                view.model.version,
                ctx.period(view),
                tuple(_comparison_link(ctx, older, view) for older in newest_first[at + 1 :]),
            )
            for at, view in enumerate(newest_first)
        ),
    )


def _comparison_link(ctx: Context, older: SchemeView, newer: SchemeView) -> ComparisonLink:
    words = ctx.t["changes_since"].replace("{version}", older.model.version)
    path = f"schemes/{newer.base}/versions/changes/{older.slug}/{newer.slug}/"
    return ComparisonLink(words, ctx.to(path))


@dataclass(frozen=True, slots=True)
class MovedPage:
    """An address that leads on: a version's own while the version is shown at the scheme's."""

    href: str
    title: str
    """Of the page that it leads to."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two versions that are compared."""

    key: Key
    version: str
    period: str


@dataclass(frozen=True, slots=True)
class ChangedClause:
    """A clause that is another in the two versions."""

    locator: str
    kind: Change
    label: str
    sides: tuple[tuple[Key, str], ...]
    """The clause in each version that has it, and the version."""
    words: Markup
    """Both wordings in one, the words taken out and put in marked as such."""


@dataclass(frozen=True, slots=True)
class ChangedExample:
    """An example that comes out otherwise, with its outcome under both versions."""

    key: Key
    before: Markup
    after: Markup


@dataclass(frozen=True, slots=True)
class ChangedRule:
    """A rule by which somebody's result differs, with the clause that has it."""

    words: FlippedRule
    clause: Key
    shown: tuple[FlipLine, ...]
    folded: tuple[FlipLine, ...]


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """What the page on the changes between two versions shows."""

    older: Side
    newer: Side
    rules: tuple[ChangedRule, ...]
    undecided: tuple[UndecidedRule, ...]
    complete: bool
    """Whether everybody whose result differs is named."""
    clauses: tuple[ChangedClause, ...]
    count: str
    examples: tuple[ChangedExample, ...]


def comparison_page(ctx: Context, older_key: Key, newer_key: Key) -> ComparisonPage:
    """The view of what differs between two versions."""
    older, newer = ctx.scheme(older_key), ctx.scheme(newer_key)
    results = RuleResults(ctx.inputs.results.calculators, ctx.results)
    pairs = example_pairs(older, newer, results)
    otherwise = [pair for pair in pairs if pair.flips]
    count = ctx.t["changes_count"].replace("{count}", str(len(otherwise)))
    flipped, words = _flips(ctx, older, newer)
    return ComparisonPage(
        older=Side(older.key, older.model.version, ctx.period(older)),
        newer=Side(newer.key, newer.model.version, ctx.period(newer)),
        rules=tuple(_changed_rules(older, newer, flipped, words)),
        undecided=words.undecided(flipped),
        complete=not flipped.undecided and not flipped.examples,
        clauses=tuple(_changed_clauses(ctx, older, newer)),
        count=count.replace("{all}", str(len(pairs))),
        examples=tuple(
            ChangedExample(
                pair.example.key,
                _outcome(ctx, pair.before, older),
                _outcome(ctx, pair.after, newer),
            )
            for pair in otherwise
        ),
    )


def _flips(ctx: Context, older: SchemeView, newer: SchemeView) -> tuple[Flips, FlipWords]:
    """Whose result changes, and its words."""
    _ = older.calculator, newer.calculator  # the page is made from both
    calculators = ctx.inputs.results.calculators
    before, after = calculators[older.id].data, calculators[newer.id].data
    names = (_name(ctx, older), _name(ctx, newer))
    words = FlipWords(before, after, ctx.lang, ctx.t, names)
    return ctx.inputs.flips(older.id, newer.id), words


def _name(ctx: Context, scheme: SchemeView) -> str:
    return f"{ctx.t['version']} {scheme.model.version}"


def _changed_rules(
    older: SchemeView, newer: SchemeView, flipped: Flips, words: FlipWords
) -> Iterator[ChangedRule]:
    """The rules that decide otherwise; a clause is that of the newer version where it has it."""
    gone = {(one.kind, one.rule) for one in flipped.changes if one.after == "absent"}
    staying = {entry.key.name for entry in newer.provisions}
    for rule in words.rules(flipped):
        there = rule.clause in staying and (rule.kind, rule.rule) not in gone
        scheme = newer if there else older
        shown = len(rule.lines) if len(rule.lines) <= SHOWN + 1 else SHOWN
        clause = scheme.key.of("provision", rule.clause)
        yield ChangedRule(rule, clause, rule.lines[:shown], rule.lines[shown:])


def _changed_clauses(ctx: Context, older: SchemeView, newer: SchemeView) -> Iterator[ChangedClause]:
    """The clauses whose words in the page's language differ."""
    for pair in clause_pairs(older, newer):
        before, after = _wording(ctx, pair.before), _wording(ctx, pair.after)
        if before == after:
            continue
        kind = _kind(pair)
        sides = ((pair.before, older), (pair.after, newer))
        yield ChangedClause(
            pair.locator,
            kind,
            ctx.t[CHANGE_LABELS[kind]],
            tuple((entry.key, view.model.version) for entry, view in sides if entry is not None),
            _marked(before, after),
        )


def _wording(ctx: Context, clause: Entry[Provision] | None) -> str:
    """All that a clause says, its paragraphs on lines of their own."""
    if clause is None:
        return ""
    return "\n".join(plain(text[ctx.lang]) for text in clause.model.wording)


def _kind(pair: ClausePair) -> Change:
    if pair.before is None:
        return "added"
    return "removed" if pair.after is None else "changed"


def _marked(before: str, after: str) -> Markup:
    parts = word_changes(before, after)
    return Markup().join(Markup(_MARKS[kind]).format(words) for kind, words in parts)


def _outcome(ctx: Context, outcome: Outcome, scheme: SchemeView) -> Markup:
    """What a version says of an example, or to which question it knows no such answer."""
    if outcome.verdict is None:
        labels: tuple[Text, ...] = tuple(
            question.label
            for question in scheme.calculator.questions
            if question.id == outcome.refused
        )
        return Markup("{}{}").format(ctx.t["changes_refused"], Markup().join(map(ctx.tx, labels)))
    words = ctx.t[VERDICT_LABELS[outcome.verdict]]
    granted = outcome.verdict != "ineligible"
    if granted and outcome.cap is not None and outcome.currency is not None:
        cap = ctx.language.labelled(
            ctx.t["cap"], format_money(outcome.cap, outcome.currency, ctx.t)
        )
        words = f"{words}{ctx.language.semicolon}{cap}"
    elif granted and (left := scheme.calculator.left_open) and not scheme.calculator.limits:
        open_words = left.amount or left.ceiling
        if open_words is not None:
            return Markup("{}{}{}").format(words, ctx.language.semicolon, ctx.tx(open_words))
    return Markup("{}").format(words)
