"""The site's own engine, run in an embedded interpreter, and the files of one scheme."""

from __future__ import annotations

import json
import math
import sys
import threading
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Protocol

import dukpy

from ...assets.es_module import strip

# The engine has names of its own: it stands in a function.
_SCRIPT = """
const engine = (() => {
%s
return { evaluate, FactError };
})();
const rules = {};
function keep(name, data) {
  rules[name] = JSON.parse(data).calculator;
  return true;
}
function run(name, facts) {
  try {
    return JSON.stringify({ result: engine.evaluate(rules[name], JSON.parse(facts)) });
  } catch (error) {
    if (!(error instanceof engine.FactError)) throw error;
    return JSON.stringify({ code: error.code, fact: error.fact, message: error.message });
  }
}
true
"""


class FactError(ValueError):
    """The engine refused an answer: ``code`` says what kind of mistake, ``fact`` which one."""

    def __init__(self, code: str, fact: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.fact = fact


class _Interpreter(Protocol):
    """What is used of dukpy's interpreter, which has no types."""

    def evaljs(self, code: str, **values: object) -> object:
        """What a script comes to; in it, ``values`` are members of ``dukpy``."""


class _Engine(threading.local):
    """An interpreter for each thread: what is handed to one stands in globals of its own."""

    def __init__(self) -> None:
        self._interpreter: _Interpreter = dukpy.JSInterpreter()
        self._interpreter.evaljs(_SCRIPT % strip(_text("engine.js"), "engine.js"))
        self._schemes: set[str] = set()

    def decide(self, name: str, facts: str) -> str:
        if name not in self._schemes:
            data = _text(f"{name}.data.json")
            self._interpreter.evaljs("keep(dukpy.name, dukpy.data)", name=name, data=data)
            self._schemes.add(name)
        run = self._interpreter.evaljs
        return str(run("run(dukpy.name, dukpy.facts)", name=name, facts=facts))


def _text(name: str) -> str:
    assert __package__
    return files(__package__).joinpath(name).read_text("utf-8")


_ENGINE = _Engine()
_LARGEST = int(sys.float_info.max)


def _facts(facts: object) -> dict[str, object]:
    """Facts as JSON has them, whatever is handed in; the engine judges what they say."""
    if not isinstance(facts, Mapping):
        raise _refused("wrong_type", "facts", facts, "a mapping of answers by their ids")
    for fact in facts:
        if not isinstance(fact, str):
            raise _refused("unknown_fact", ascii(fact), fact, "the id of a question")
    return {fact: _answer(fact, answer) for fact, answer in facts.items()}


def _answer(fact: str, answer: object) -> object:
    match answer:
        case date():
            return answer.isoformat()
        case float() if not math.isfinite(answer):
            raise _refused("not_finite", fact, answer, "a finite number")
        case int() if abs(answer) > _LARGEST:
            raise _refused("not_finite", fact, answer, "a number that JSON can hold")
        case None | bool() | int() | float() | str():
            return answer
        case list() | tuple() if all(isinstance(chosen, str) for chosen in answer):
            return answer
    allowed = "true or false, a number, a text, a day or a list of texts"
    raise _refused("wrong_type", fact, answer, allowed)


def _refused(code: str, fact: str, given: object, allowed: str) -> FactError:
    """An error in the engine's own form; an object may have no words, its type has."""
    shown = repr(given) if isinstance(given, float) else type(given).__name__
    return FactError(code, fact, f"{fact}: {shown} given; allowed: {allowed}")


class Scheme:
    """One version of a scheme's rules, and what is published of it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def evaluate(self, facts: object) -> object:
        """The engine's result for facts, by the ids of their questions.

        Raises:
            FactError: for a fact of a wrong type, out of range, unknown or inconsistent.
        """
        reply = json.loads(_ENGINE.decide(self._name, json.dumps(_facts(facts))))
        if "result" in reply:
            return reply["result"]
        raise FactError(reply["code"], reply["fact"], reply["message"])

    def read(self, part: str) -> object:
        """A file of the scheme: ``data``, ``facts.schema`` or ``result.schema``."""
        return json.loads(_text(f"{self._name}.{part}.json"))
