"""``flips SCHEME``: whose result changes between two states of a scheme's rules."""

from __future__ import annotations

import argparse
import json

from ..authoring.git import commit_of
from ..authoring.rules_at import Rules, data_of, rules_in
from ..content.catalogue import SchemeView
from ..diagnostics import messages
from ..diagnostics.errors import DataErrors
from ..diagnostics.messages import phrase, visible
from ..rules.flips import Change, Flips, flips
from ..rules.flips.words import FlipWords
from ..rules.published import CalculatorData
from .given import DATA, BadInput, scheme_of

HELP = "whose result changes between two states of a scheme's rules"
_WORKING_COPY = "working copy"
Found = tuple[str, CalculatorData]
"""A state of the rules: what it is called, and its calculator."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may follow the command."""
    parser.add_argument("scheme", help="for example virtual-production")
    parser.add_argument(
        "--from",
        dest="since",
        default="HEAD",
        metavar="REV_OR_VERSION",
        help="a commit, tag or branch, or a version of the scheme; left out, the last commit",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text or json")


def run(options: argparse.Namespace) -> int:
    """Print the changes; the exit code."""
    now = rules_in(DATA)
    scheme = _scheme(now, options.scheme)
    after = now.calculators[scheme.id].data
    since, before = _before(now, scheme, options.since)
    found = flips(before, after)
    lang = messages.language()
    labels = now.catalogue.interface.in_language(lang)
    names = labels["flips_before"], labels["flips_now"]
    words = FlipWords(before, after, lang, labels, names)
    if options.format == "json":
        document = _as_json(options.scheme, since, found, words)
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        _tell(found, words)
    return 0


def _scheme(rules: Rules, id_: str) -> SchemeView:
    scheme = rules.scheme(id_)
    if scheme is None:
        if rules.errors:
            raise DataErrors(rules.errors, DATA.parent)
        scheme = scheme_of(rules.catalogue.versions(), id_)
    return scheme


def _before(now: Rules, scheme: SchemeView, since: str) -> Found:
    """The earlier state: another version, or the same scheme or version in a commit."""
    version = now.version(scheme, since)
    if version is not None:
        return version.id, now.calculators[version.id].data
    commit = commit_of(DATA.parent, since)
    with data_of(DATA.parent, commit, f"{DATA.name}/schemes/{scheme.base}", DATA.name) as folder:
        then = rules_in(folder)
        old = then.scheme(scheme.id)
        if old is None and then.errors:
            error = str(DataErrors(then.errors[:1], folder.parent)).strip()
            raise BadInput(phrase("rules_unread_then", revision=visible(since), error=error))
        if old is None:
            raise BadInput(phrase("scheme_not_then", revision=visible(since), scheme=scheme.id))
        return commit, then.calculators[old.id].data


def _as_json(scheme: str, since: str, found: Flips, words: FlipWords) -> dict[str, object]:
    return {
        "scheme": scheme,
        "from": since,
        "to": _WORKING_COPY,
        "changes": [
            {
                "rule": change.rule,
                "clause": change.clause,
                "facts": change.facts,
                "before": change.before,
                "after": change.after,
                "extent": change.extent,
                **_range(change),
            }
            for change in found.changes
        ],
        "examples": sorted({rule for _, rule in found.examples}),
        "undecided": [{"rule": one.rule, "why": words.reason(one.why)} for one in found.undecided],
    }


def _range(change: Change) -> dict[str, object]:
    """The answers to one question for which a change holds, where it holds for several."""
    span = change.span
    if span is None or change.extent == "example":
        return {}
    ends = {"from": span.first, "above": span.after, "to": span.last, "below": span.until}
    named = {name: end for name, end in ends.items() if end is not None}
    return {"range": {"fact": span.fact, **named}}


def _tell(found: Flips, words: FlipWords) -> None:
    for rule in words.rules(found):
        print(visible(phrase("flips_rule", clause=rule.clause, title=rule.title)))
        for line in rule.lines:
            print(f"    {visible(line.applicants)}\n      {visible(line.outcome)}")
        if rule.others:
            print(f"    {visible(rule.others)}")
    if found.undecided:
        print(phrase("flips_undecided"))
    for one in words.undecided(found):
        print(f"    {visible(one.title)}  {one.why}")
    if not found.changes and not found.undecided:
        print(phrase("no_flips"))
