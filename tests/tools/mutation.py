"""Mutation testing: every small change to the rules or to the engine must fail a test.

``scheme_mutants`` changes one figure, operator or option of a published calculator at a
time; ``test_mutation.py`` sees to it that the worked examples and the boundary cases catch
each. ``python -m tests.tools.mutation`` changes one operator or constant of ``engine.js`` at a
time, found by a real parser, and runs the tests of the engine on each change. It lists the
survivors by line and fails where one is not known to be equivalent.
"""

from __future__ import annotations

import copy
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import tree_sitter_javascript
from hypothesis import Phase, settings
from tree_sitter import Language, Node, Parser

from generator.models.expressions import facts_in
from generator.rules import engine
from tests.tools.published_form import typed

Facts = dict[str, Any]

# --- mutants of a scheme ------------------------------------------------------------

_OTHER_OPERATORS = {
    "at_least": ("more_than", "at_most"),
    "at_most": ("less_than", "at_least"),
    "more_than": ("at_least", "at_most"),
    "less_than": ("at_most", "at_least"),
    "equal": ("at_least", "at_most"),
    "all": ("any",),
    "any": ("all",),
    "min": ("max",),
    "max": ("min",),
    "times": ("sum",),
    "sum": ("times",),
    "later": ("earlier",),
    "earlier": ("later",),
}
_Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class SchemeMutant:
    change: str
    id: str
    """Of the question, requirement, limit, instalment or deadline that is changed."""
    scheme: Facts


def scheme_mutants(calculator: Facts) -> Iterator[SchemeMutant]:
    """Each change of one figure, operator, option or stage of a published calculator."""
    for path, changed in _scheme_changes(calculator):
        mutant = copy.deepcopy(calculator)
        node: Any = mutant
        id_ = ""
        for part in path[:-1]:
            node = node[part]
            if isinstance(node, dict) and "id" in node:
                id_ = node["id"]
        before = node.get(path[-1]) if isinstance(node, dict) else node[path[-1]]
        if changed is None:
            del node[path[-1]]
        else:
            node[path[-1]] = changed
        where = ".".join(map(str, path))
        yield SchemeMutant(f"{id_}, {where}: {before} -> {changed}", id_, mutant)


def _scheme_changes(calculator: Facts) -> Iterator[tuple[_Path, Any]]:
    """The place of each change, and what is put there; ``None`` takes the place away."""
    questions = {question["id"]: question for question in calculator["questions"]}
    for q, question in enumerate(calculator["questions"]):
        for name in ("min", "above", "max"):
            if name in question:
                steps = (1,) if question["type"] == "integer" else (1, 0.001)
                yield from (
                    ((("questions", q, name)), question[name] + sign * step)
                    for step in steps
                    for sign in (1, -1)
                )
                yield ("questions", q, name), None
        if "no_more_than" in question:
            yield ("questions", q, "no_more_than"), None
        if "asked_when" in question:
            at: _Path = ("questions", q, "asked_when")
            yield from _in_expression(question["asked_when"], at, questions)
    for r, requirement in enumerate(calculator["requirements"]):
        at = ("requirements", r)
        stage = "payment" if requirement["stage"] == "application" else "application"
        yield (*at, "stage"), stage
        if "applies_when" in requirement:
            yield (*at, "applies_when"), None
            yield from _in_expression(requirement["applies_when"], (*at, "applies_when"), questions)
        for i, item in enumerate(requirement.get("readings", ())):
            if "met_when" in item:
                place = (*at, "readings", i, "met_when")
                yield place, None
                yield from _in_expression(item["met_when"], place, questions)
        for i, item in enumerate(requirement.get("notes", ())):
            yield from _in_expression(item["when"], (*at, "notes", i, "when"), questions)
        if "met_when" in requirement:
            yield from _in_expression(requirement["met_when"], (*at, "met_when"), questions)
    for i, limit in enumerate((calculator["amount"] or {"limits": []})["limits"]):
        at = ("amount", "limits", i)
        yield from _in_expression(limit["value"], (*at, "value"), questions)
        if "applies_when" in limit:
            yield (*at, "applies_when"), None
            yield from _in_expression(limit["applies_when"], (*at, "applies_when"), questions)
    for i, instalment in enumerate(calculator["instalments"]):
        for change in (1, -1):
            yield ("instalments", i, "percent"), instalment["percent"] + change
    for i, deadline in enumerate(calculator["deadlines"]):
        yield from _in_expression(deadline["date"], ("deadlines", i, "date"), questions)
        yield ("deadlines", i, "office_day"), None if deadline.get("office_day") else True
    for name in ("first_year", "last_year"):
        for change in (1, -1):
            yield ("office_days", name), calculator["office_days"][name] + change


def _in_expression(node: Any, at: _Path, questions: Facts) -> Iterator[tuple[_Path, Any]]:
    if isinstance(node, int | float):
        yield from ((at, node + change) for change in (1, -1))
    elif isinstance(node, str):
        if questions[node]["type"] == "boolean" and at[-1] in (
            "met_when",
            "applies_when",
            "asked_when",
        ):
            yield at, ["not", node]
    elif node[0] in ("one_of", "any_of"):
        chosen = node[2]
        yield at, ["not", node]
        for option in (question["id"] for question in questions[node[1]]["options"]):
            without = [item for item in chosen if item != option]
            yield (*at, 2), without if option in chosen else [*chosen, option]
    elif node[0] == "by":
        for option, value in node[2].items():
            yield from _in_expression(value, (*at, 2, option), questions)
    elif node[0] == "enough":
        yield from (((*at, 1), node[1] + change) for change in (1, -1))
        for i, (points, when) in enumerate(node[2]):
            yield from (((*at, 2, i, 0), points + change) for change in (1, -1))
            yield from _in_expression(when, (*at, 2, i, 1), questions)
    elif node[0] == "not":
        yield at, node[1]
        yield from _in_expression(node[1], (*at, 1), questions)
    elif node[0] in ("later", "earlier"):
        yield (*at, 0), _OTHER_OPERATORS[node[0]][0]
        for i in (2, 3, 4):
            yield (*at, i), node[i] + 1
            if node[i]:
                yield (*at, i), node[i] - 1
        if isinstance(node[1], list):
            yield from _in_expression(node[1], (*at, 1), questions)
    elif node[0] == "day":
        days = (date.fromisoformat(node[1]) + timedelta(step) for step in (1, -1))
        yield from (((*at, 1), day.isoformat()) for day in days)
    elif node[0] == "share":
        yield from (((*at, 1), node[1] + change) for change in (1, -1))
        yield from _in_expression(node[2], (*at, 2), questions)
    else:
        yield from (((*at, 0), other) for other in _OTHER_OPERATORS.get(node[0], ()))
        types = {questions[fact]["type"] for fact in facts_in(typed(node))}
        for i, item in enumerate(node[1:], 1):
            if isinstance(item, int | float) and types == {"number"}:
                yield from (((*at, i), item + change) for change in (0.001, -0.001))
            yield from _in_expression(item, (*at, i), questions)


# Changes of the rules that no facts can tell apart, with the reason.
EQUIVALENT_RULES = {
    "is_cinema_short, questions.2.asked_when.2.1.2: ['trailer'] -> ['trailer', 'short']": (
        "the question is asked for every short already"
    ),
    "has_series_outline, questions.11.asked_when.2.1.2: ['trailer'] -> ['trailer', 'pilot']": (
        "the question is asked for every pilot already"
    ),
    "national-film, requirements.19.applies_when.1.2.1.2: ['trailer'] -> ['trailer', 'short']": (
        "it may apply to every short already"
    ),
}

# --- mutants of the engine ------------------------------------------------------------

_SWAPS = {
    ">=": (">", "<"),
    ">": (">=", "<="),
    "<=": ("<", ">"),
    "<": ("<=", ">="),
    "===": ("!==",),
    "!==": ("===",),
    "==": ("!=",),
    "!=": ("==",),
    "&&": ("||",),
    "||": ("&&",),
    "??": ("&&",),
    "+": ("-",),
    "-": ("+",),
    "*": ("/",),
    "/": ("*",),
    "%": ("*",),
    "**": ("*",),
    "++": ("--",),
    "+=": ("-=",),
    "-=": ("+=",),
    "true": ("false",),
    "false": ("true",),
    "null": ("undefined", "0"),
    "floor": ("ceil",),
    "ceil": ("floor",),
    "min": ("max",),
    "max": ("min",),
    "some": ("every",),
    "every": ("some",),
}
_WORDS = {"property_identifier": {"floor", "ceil", "some", "every", "min", "max"}}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of the engine: ``start`` and ``end`` in bytes, and what stands there then."""

    line: int
    code: str
    start: int
    end: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.line}: {self.before or 'nothing'} -> {self.after or 'nothing'}   {self.code}"


def engine_mutants(source: bytes) -> list[Mutant]:
    """Every change of one operator, truth, null, number or rounding in a JavaScript module."""
    tree = Parser(Language(tree_sitter_javascript.language())).parse(source)
    lines = source.decode("utf-8").split("\n")
    found = []
    for node in _nodes(tree.root_node):
        before = source[node.start_byte : node.end_byte].decode("utf-8")
        line = node.start_point.row + 1
        for after in _changes(node, before):
            code = lines[line - 1].strip()
            found.append(Mutant(line, code, node.start_byte, node.end_byte, before, after))
    return found


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _nodes(child)


def _changes(node: Node, text: str) -> Iterator[str]:
    parent = node.parent.type if node.parent else ""
    if node.type == "number":
        whole, big = text.removesuffix("n"), "n" * text.endswith("n")
        yield from (f"{int(whole) + step}{big}" for step in (1, -1))
    elif node.type in ("true", "false", "null"):
        loose = parent == "binary_expression" and node.parent and node.parent.children[1].type
        # ``x == null`` and ``x == undefined`` are the same by the language.
        yield from _SWAPS[text][1:] if loose in ("==", "!=") else _SWAPS[text]
    elif node.type == "property_identifier":
        called = node.parent is not None and node.parent.type == "member_expression"
        if called and text in _WORDS["property_identifier"]:
            # A fact's range has a min and a max, too; only those of Math are functions.
            holder = node.parent.children[0].text if node.parent else b""
            if text not in ("min", "max") or holder == b"Math":
                yield from _SWAPS[text]
    elif node.type == "!" or (node.type == "-" and parent == "unary_expression"):
        yield ""
    elif (
        not node.is_named
        and text in _SWAPS
        and parent
        in (
            "binary_expression",
            "update_expression",
            "augmented_assignment_expression",
        )
    ):
        yield from _SWAPS[text]
    elif node.type == "ternary_expression":
        condition, then, otherwise = (
            node.child_by_field_name(name) for name in ("condition", "consequence", "alternative")
        )
        assert condition
        assert then
        assert otherwise
        parts = [(item.text or b"").decode("utf-8") for item in (condition, otherwise, then)]
        yield "{} ? ({}) : ({})".format(*parts)


_MONTH = "if (!first || +parts[2] < 1 || shift(first, 0, +parts[3] - 1) !== answer)"
_NO_MONTH = "a month 00 never comes back from shift, so that the comparison refuses it alone"
_OPERANDS = "for (let i = 1; i < operands.length; i++) collectMissing(operands[i], facts, found);"
_NO_OPERAND = "past the last operand there is nothing, and of nothing nothing is missing"
_NO_SEARCH = "the size only spares the search among questions where nothing is open"
_FRACTION = "return places > 0 ? { n, d: scale } : { n: n * scale, d: 1n };"
_PORTION = 'if (typeof times === "number" && times % whole === 0) return times / whole;'
_LESSER = "const lesser = (a, b) => (order(a, b) > 0 ? b : a);"
_LAST_DAY = "day = months > 0 && day === lastDay(from) ? last : Math.min(day, last);"
_QUICK = "the quick way only spares fractions where whole numbers are exact"
_ALIKE = "of two numbers that are the same either may be taken"
_SAME_MONTH = "by no month at all a last day stays where it is"
_SHORT_MONTHS = "no month is shorter than 28 days, so that the search may begin earlier"
_SHORTCUT = "the count only spares the search for unknown facts where there can be none"

# Changes that no facts and no scheme can tell from the engine, with the reason.
EQUIVALENT: dict[tuple[str, str, str], str] = {
    (_FRACTION, ">", ">="): "a scale of one divides nothing",
    (_FRACTION, "0", "-1"): "a scale of one divides nothing",
    ("const whole = n % d ? NaN : Number(n / d);", "%", "*"): _QUICK,
    (_PORTION, "===", "!=="): _QUICK,
    (_PORTION, "0", "1"): _QUICK,
    (_PORTION, "0", "-1"): _QUICK,
    (_LESSER, ">", ">="): _ALIKE,
    (_LESSER, "0", "-1"): _ALIKE,
    ("max: fold((a, b) => (order(a, b) < 0 ? b : a)),", "<", "<="): _ALIKE,
    ("max: fold((a, b) => (order(a, b) < 0 ? b : a)),", "0", "1"): _ALIKE,
    ("if (day > 27) {", "27", "26"): _SHORT_MONTHS,
    (_LAST_DAY, ">", ">="): _SAME_MONTH,
    (_LAST_DAY, "0", "-1"): _SAME_MONTH,
    (_MONTH, "2", "3"): _NO_MONTH,
    (_MONTH, "2", "1"): _NO_MONTH,
    (_MONTH, "1", "0"): _NO_MONTH,
    ("open.size === 0", "0", "-1"): _NO_SEARCH,
    (_OPERANDS, "<", "<="): _NO_OPERAND,
    ("let answered = 0;", "0", "-1"): _SHORTCUT,
    ("answered++;", "++", "--"): _SHORTCUT,
    ("if (given.length > answered) {", ">", ">="): _SHORTCUT,
}

TESTS = ("test_boundaries", "test_typecheck", "test_engine", "test_engine_properties")
_SECONDS = 120
_AT_ONCE = 2


class _Mutation:
    """A pytest plugin: collects the tests once, then runs them in a fork for each mutant."""

    def __init__(self, mutants: list[Mutant], source: bytes) -> None:
        self.mutants = mutants
        self.source = source
        self.survivors: list[Mutant] = []
        self.sound = False

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        # The tests must pass without a mutant; this also makes what they share, once.
        self.sound = self._passes(session)
        if not self.sound:
            return True
        running: dict[int, tuple[Mutant, float]] = {}
        waiting = list(reversed(self.mutants))
        with tempfile.TemporaryDirectory() as folder:
            while waiting or running:
                while waiting and len(running) < _AT_ONCE:
                    mutant = waiting.pop()
                    running[self._fork(session, mutant, Path(folder))] = mutant, time.monotonic()
                self._reap(running)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.sound:  # a failure without a mutant
            print(report.nodeid, report.longreprtext, sep="\n")

    def _fork(self, session: pytest.Session, mutant: Mutant, folder: Path) -> int:
        pid = os.fork()
        if pid:
            return pid
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        changed = self.source[: mutant.start] + mutant.after.encode() + self.source[mutant.end :]
        engine.ENGINE_FILE = folder / f"{os.getpid()}.js"
        engine.ENGINE_FILE.write_bytes(changed)
        engine._interpreter.cache_clear()
        engine._keep.cache_clear()
        survived = False
        try:
            survived = self._passes(session)
        finally:
            os._exit(0 if survived else 1)

    def _passes(self, session: pytest.Session) -> bool:
        """Runs test by test until one fails; what a session shares is kept throughout."""
        items = session.items
        for item, next_ in zip(items, [*items[1:], items[0]], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=next_)
            if session.testsfailed:
                return False
        return True

    def _reap(self, running: dict[int, tuple[Mutant, float]]) -> None:
        time.sleep(0.01)
        for pid, (mutant, since) in list(running.items()):
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                del running[pid]
                if status == 0:
                    self.survivors.append(mutant)
                    print(f"survived  {mutant}", flush=True)
            elif time.monotonic() - since > _SECONDS:  # it runs in a circle: a test would, too
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
                del running[pid]


def main() -> int:
    """Runs every mutant of the engine; 1 where one survives that is not known as equivalent."""
    source = engine.ENGINE_FILE.read_bytes()
    mutants = engine_mutants(source)
    # Nothing to find twice, to shrink or to keep: a failure is all that is asked for.
    settings.register_profile(
        "mutation",
        parent=settings.get_profile("default"),
        deadline=None,
        database=None,
        derandomize=True,
        max_examples=20,
        phases=[Phase.explicit, Phase.generate],
    )
    folder = Path(__file__).parent.parent / "rules"
    run = _Mutation(mutants, source)
    pytest.main(
        [
            *(str(folder / f"{name}.py") for name in TESTS),
            "--hypothesis-profile=mutation",
            "-p", "no:cacheprovider",
            "-p", "no:terminal",
            "-o", "addopts=",
            "-W", "ignore:Module already imported",
        ],
        plugins=[run],
    )  # fmt: skip
    if not run.sound:
        print("the tests fail without any change")
        return 1
    known = {(m.code, m.before, m.after) for m in run.survivors} & EQUIVALENT.keys()
    unknown = [m for m in run.survivors if (m.code, m.before, m.after) not in EQUIVALENT]
    share = 100 * len(unknown) / len(mutants)
    print(
        f"{len(mutants)} mutants of {engine.ENGINE_FILE.name}: {len(run.survivors)} survive,"
        f" of which {len(run.survivors) - len(unknown)} are known to be equivalent;"
        f" {len(unknown)} ({share:.1f} %) are not."
    )
    for mutant in sorted(unknown, key=lambda item: item.line):
        print(f"  {mutant}")
    stale = EQUIVALENT.keys() - known
    for code, before, after in sorted(stale):
        print(f"  no longer there, or caught: {before} -> {after}   {code}")
    return 1 if unknown or stale else 0


if __name__ == "__main__":
    sys.exit(main())
