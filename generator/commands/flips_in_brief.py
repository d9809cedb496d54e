"""In brief: whose result differs from the last commit's, in a few lines, for ``check``."""

from __future__ import annotations

from collections.abc import Iterator

from ..authoring.git import Changed, NoGit, changed_since, commit_of
from ..authoring.rules_at import Rules, data_of, rules_in
from ..content.catalogue import SchemeView
from ..diagnostics import messages
from ..diagnostics.errors import GeneratorError
from ..diagnostics.messages import phrase, visible
from ..rules.flips import flips
from ..rules.flips.words import FlipWords
from ..rules.published import CalculatorData
from .given import DATA

_SCHEMES = f"{DATA.name}/schemes/"
_RULES = ("calculator.yml", "scheme.yml")
"""The files of a scheme on which results rest: its rules, and when each version is in force."""
SHOWN = 3
"""How many rules of a scheme are told with whom they decide otherwise."""


def flips_in_brief(now: Rules | None = None) -> Iterator[str]:
    """Lines on each scheme whose rules are not those of the last commit; none without git.

    The rules of ``now`` are read as far as they can be where there are none yet.
    """
    try:
        commit = commit_of(DATA.parent, "HEAD")
        changed = changed_since(DATA.parent, commit, DATA.name)
    except NoGit:
        return
    for base in _changed_schemes(changed):
        now = now or rules_in(DATA)
        try:
            with data_of(DATA.parent, commit, f"{_SCHEMES}{base}", DATA.name) as folder:
                then = rules_in(folder)
        except NoGit:  # a scheme that is new
            continue
        except GeneratorError:
            yield phrase("flips_brief_unread", scheme=visible(base))
            continue
        for view in now.catalogue.versions():
            if view.base == base and view.id in now.calculators:
                yield from _of_version(view, now.calculators[view.id].data, then)


def _changed_schemes(changed: Changed) -> list[str]:
    files = [*changed.edited, *changed.added, *changed.removed]
    files += [*changed.renamed, *changed.renamed.values()]
    rules = [file for file in files if file.startswith(_SCHEMES) and file.endswith(_RULES)]
    return sorted({file.removeprefix(_SCHEMES).partition("/")[0] for file in rules})


def _of_version(view: SchemeView, after: CalculatorData, then: Rules) -> Iterator[str]:
    scheme = visible(view.id)
    old = then.scheme(view.id)
    if old is None:
        if then.errors:
            yield phrase("flips_brief_unread", scheme=scheme)
        return
    before = then.calculators[old.id].data
    if before == after:
        return
    found = flips(before, after)
    if not found.changes and not found.undecided:
        yield phrase("flips_brief_none", scheme=scheme)
        return
    lang = messages.language()
    labels = view.catalogue.interface.in_language(lang)
    names = labels["flips_before"], labels["flips_now"]
    words = FlipWords(before, after, lang, labels, names)
    yield phrase("flips_brief", scheme=scheme)
    rules = words.rules(found)
    for rule in rules[:SHOWN]:
        yield "  " + visible(phrase("flips_rule", clause=rule.clause, title=rule.title))
        yield f"    {visible(rule.lines[0].applicants)}\n      {visible(rule.lines[0].outcome)}"
        if rule.others:
            yield f"    {visible(rule.others)}"
    if found.undecided:
        yield phrase("flips_brief_undecided", count=len(found.undecided))
    rest = sum(len(rule.lines) for rule in rules) - min(len(rules), SHOWN)
    if rest:
        yield phrase("flips_brief_all", rest=rest, scheme=scheme)
