"""The browser's own engine, run in an embedded interpreter: nothing re-implements it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Protocol, TypedDict, cast

import dukpy

from ..assets import es_module
from ..diagnostics import messages
from ..diagnostics.errors import GeneratorError
from ..models.operation import Published
from .results import Result

ENGINE_FILE = Path(__file__).parent.parent / "assets" / "calculator" / "engine.js"

# The last scheme stays parsed, because a build runs many examples of one scheme in a row.
_FUNCTIONS = """
let lastScheme;
function keep(scheme) {
  lastScheme = JSON.parse(scheme);
  return true;
}
function decided(scheme, facts) {
  try {
    return { result: evaluate(scheme, facts) };
  } catch (error) {
    if (!(error instanceof FactError)) throw error;
    return { code: error.code, fact: error.fact, message: error.message };
  }
}
function run(facts) {
  return JSON.stringify(decided(lastScheme, JSON.parse(facts)));
}
function runMany(scheme, many) {
  const parsed = JSON.parse(scheme);
  return JSON.stringify(JSON.parse(many).map((facts) => decided(parsed, facts)));
}
function runTables(tables) {
  return JSON.stringify(JSON.parse(tables).map(({ facts, asked, rows, expressions }) =>
    rows.map((row) => {
      const answers = {};
      facts.forEach((fact, i) => { answers[fact] = row[i]; });
      for (const [fact, when] of asked) if (value(when, answers) !== true) answers[fact] = null;
      return expressions.map((expression) => exactly(value(expression, answers)));
    })));
}
function exactly(outcome) {
  return outcome !== null && typeof outcome === "object" ? `${outcome.n}/${outcome.d}` : outcome;
}
"""


class FactRefused(GeneratorError):
    """The engine refused a fact: ``code`` says what kind of mistake, ``fact`` which one."""

    def __init__(self, code: str, fact: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.fact = fact


Answer = bool | int | float | str | tuple[str, ...]
"""An answer that the engine takes; several options are a tuple here, an array in JSON."""
Outcome = bool | int | float | str | None
"""What an expression comes to: ``None`` while a fact that it needs is unanswered, a text for a
date, and for a number that is not whole ``numerator/denominator``."""


class AnswerTable(TypedDict):
    """Expressions, as published, to be worked out for many sets of answers."""

    facts: list[str]
    rows: list[tuple[Answer, ...]]
    """Answers in the order of ``facts``."""
    asked: list[tuple[str, Published]]
    """Facts and the conditions without which their answers are taken away, in this order."""
    expressions: list[Published]


class _Interpreter(Protocol):
    """What is used of dukpy's interpreter, which has no types."""

    def evaljs(self, code: str, **values: object) -> object:
        """What a script comes to; in it, ``values`` are members of ``dukpy``."""


@cache
def _interpreter() -> _Interpreter:
    interpreter: _Interpreter = dukpy.JSInterpreter()
    # The interpreter runs scripts; a module's exports become plain declarations.
    source = es_module.strip(ENGINE_FILE.read_text(encoding="utf-8"), ENGINE_FILE.name)
    interpreter.evaljs(f"{source}\n{_FUNCTIONS}\ntrue")
    return interpreter


def _run(code: str, **values: str) -> str:
    """The JSON text that a function of the interpreter gives."""
    reply = _interpreter().evaljs(code, **values)
    assert isinstance(reply, str)
    return reply


@lru_cache(maxsize=1)
def _keep(scheme: str) -> None:
    """Hand a scheme to the interpreter, unless it has it already."""
    _interpreter().evaljs("keep(dukpy.scheme)", scheme=scheme)


def as_json(facts: object) -> str:
    """Facts as the JSON text that :func:`evaluate` takes, be they a dict or not.

    Raises:
        FactRefused: for an answer that JSON cannot write: infinity, or "not a number".
    """
    for fact, answer in facts.items() if isinstance(facts, dict) else [("", facts)]:
        try:
            json.dumps(answer, allow_nan=False)
        except ValueError:
            shown = messages.shorten(json.dumps(answer))
            message = f"{fact}: " * bool(fact) + f"{shown} given; allowed: a finite number"
            raise FactRefused("not_finite", fact, message) from None
    return json.dumps(facts)


def evaluate(scheme: Mapping[str, object], facts: Mapping[str, object] | str) -> Result:
    """The engine's result for a published calculator and facts (by their ids, or JSON text).

    Raises:
        FactRefused: for a fact of a wrong type, out of range, unknown or inconsistent.
    """
    text = facts if isinstance(facts, str) else as_json(facts)
    _keep(json.dumps(scheme))
    result = _result(json.loads(_run("run(dukpy.facts)", facts=text)))
    if isinstance(result, FactRefused):
        raise result
    return result


def results(
    scheme: Mapping[str, object], many: Sequence[Mapping[str, object]]
) -> list[Result | FactRefused]:
    """The engine's result for each of many applicants' facts, or how it refused them."""
    reply = _run(
        "runMany(dukpy.scheme, dukpy.many)", scheme=json.dumps(scheme), many=json.dumps(many)
    )
    return list(map(_result, json.loads(reply)))


def _result(answer: dict[str, Any]) -> Result | FactRefused:
    if "result" in answer:
        return cast(Result, answer["result"])
    return FactRefused(answer["code"], answer["fact"], answer["message"])


def values(tables: list[AnswerTable]) -> list[list[list[Outcome]]]:
    """What each expression comes to, by table and row; the answers are not checked."""
    reply = _run("runTables(dukpy.tables)", tables=json.dumps(tables))
    outcomes: list[list[list[Outcome]]] = json.loads(reply)
    return outcomes
