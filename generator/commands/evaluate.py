"""``evaluate SCHEME FACTS.json``: what a scheme's calculator says of facts.

``-`` in the place of the file is standard input.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from ..build import check
from ..diagnostics.messages import phrase, visible
from ..rules.engine import FactRefused, as_json, evaluate
from .given import DATA, BadInput, scheme_of

HELP = "decide facts by a scheme's calculator"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may follow the command."""
    parser.add_argument("scheme", help="for example virtual-production")
    parser.add_argument("facts", help="a JSON file of facts, or - for standard input")


def run(options: argparse.Namespace) -> int:
    """Print the result as JSON; the exit code."""
    given = _read(options.facts)
    catalogue, results = check(DATA, with_drafts=True)
    version = scheme_of(catalogue.versions(), options.scheme)
    try:
        result = evaluate(results.calculators[version.id].data, as_json(given))
    except FactRefused as error:
        raise BadInput(visible(f"{error.code}: {error}")) from None
    print(json.dumps(result, ensure_ascii=False, indent=2))
    return 0


def _read(name: str) -> object:
    """The JSON of a file or of standard input."""
    if name == "-" and sys.stdin is None:  # the shell has closed it, as in  … <&-
        raise BadInput(phrase("no_input"))
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        text = data.decode("utf-8-sig")
        return json.loads(text, parse_int=_number, object_pairs_hook=_no_twins)
    except OSError as error:
        raise BadInput(phrase("unreadable", file=name, reason=error.strerror or "?")) from None
    except UnicodeDecodeError:
        raise BadInput(phrase("not_utf8", file=name)) from None
    except json.JSONDecodeError as error:
        place = f"{name}:{error.lineno}:{error.colno}"
        raise BadInput(phrase("not_json", place=place, reason=error.msg)) from None
    except RecursionError:
        raise BadInput(phrase("too_deep", file=name)) from None


def _number(digits: str) -> int | float:
    """A whole number, or infinity where the digits are too many to be read quickly."""
    return int(digits) if len(digits) < 400 else float("inf")


def _no_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    facts: dict[str, object] = {}
    for name, value in pairs:
        if name in facts:
            raise BadInput(phrase("given_twice", fact=name))
        facts[name] = value
    return facts
