"""``explain E103``: more about a kind of mistake; without a code, all of them."""

from __future__ import annotations

import argparse
from difflib import get_close_matches

from ..diagnostics import messages
from ..diagnostics.codes import Code
from ..diagnostics.messages import phrase
from .given import BadInput

HELP = "more about a kind of mistake"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may follow the command."""
    parser.add_argument("code", nargs="?", help="for example E103; without one, all are listed")


def run(options: argparse.Namespace) -> int:
    """Explain a kind of mistake; the exit code."""
    name = options.code
    if name is None:
        for code in Code:
            print(f"{code}  {messages.title(code)}")
        return 0
    codes = [code.value for code in Code]
    if name.upper() not in codes:
        close = get_close_matches(name.upper()[:100], codes, n=1)
        nearest = [phrase("nearest") + close[0]] if close else []
        raise BadInput("\n".join([phrase("no_such_code", code=name), *nearest]))
    print(messages.explain(Code(name.upper())))
    return 0
