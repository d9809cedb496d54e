"""The command line.

``python -m generator check`` reads the data and tells every mistake;
``python -m generator evaluate SCHEME FACTS.json`` (``-`` for standard input) prints what the
calculator says. Exit 0 when all is well, 1 for mistakes in the data, 2 for bad input.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from .build import check
from .engine import FactRefused, evaluate
from .errors import DataErrors
from .export import calculator_data

DATA = Path("data")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m generator", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="read the data and tell every mistake")
    run = commands.add_parser("evaluate", help="decide facts by a scheme's calculator")
    run.add_argument("scheme", help="for example virtual-production")
    run.add_argument("facts", help="a JSON file of facts, or - for standard input")
    options = parser.parse_args(arguments)
    try:
        if options.command == "check":
            return _check()
        return _evaluate(options.scheme, options.facts)
    except DataErrors as errors:
        print(errors, file=sys.stderr)
        return 1
    except _BadInput as error:
        print(error, file=sys.stderr)
        return 2


class _BadInput(Exception):
    """What was given on the command line cannot be used."""


def _check() -> int:
    catalogue, results = check(DATA)
    count = sum(len(catalogue.all(kind)) for kind in _KINDS)
    print(f"{count} records and {len(results)} worked examples: all is well.")
    return 0


_KINDS = ("person", "organisation", "place", "term", "provision", "stop", "finding",
          "recommendation", "policy", "commentary", "source", "scheme", "visit")  # fmt: skip


def _evaluate(scheme: str, facts: str) -> int:
    given = _read(facts)
    catalogue, _ = check(DATA)
    view = next((view for view in catalogue.schemes() if view.id == scheme), None)
    if view is None:
        names = ", ".join(view.id for view in catalogue.schemes())
        raise _BadInput(f"there is no scheme {scheme}; there is: {names}")
    try:
        result = evaluate(calculator_data(view), given)
    except FactRefused as error:
        raise _BadInput(f"{error.code}: {error}") from None
    print(json.dumps(result, ensure_ascii=False, indent=2))
    return 0


def _read(name: str) -> Any:
    """The JSON of a file or of standard input."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        text = data.decode("utf-8-sig")
        return json.loads(text, parse_int=_number, object_pairs_hook=_no_twins)
    except OSError as error:
        raise _BadInput(f"{name}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise _BadInput(f"{name}: not UTF-8 text") from None
    except json.JSONDecodeError as error:
        raise _BadInput(f"{name}:{error.lineno}:{error.colno}: not JSON: {error.msg}") from None
    except RecursionError:
        raise _BadInput(f"{name}: nested too deeply") from None


def _number(digits: str) -> int | float:
    """A whole number; one with more digits than any amount has is beyond all range."""
    return int(digits) if len(digits) < 400 else float("inf")


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise _BadInput(f"{name}: given twice; give each fact once")
    return dict(pairs)


if __name__ == "__main__":
    sys.exit(main())
