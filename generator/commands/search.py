"""``search "QUERY"``: what the search of the built site finds and why.

Without a query, which of the editors' own list (``data/search.yml``) it does not answer.
"""

from __future__ import annotations

import argparse

from ..build import check
from ..staff import command as staff
from ..staff.expected import expected
from .given import DATA, SITE

HELP = "what the search of the built site finds, and why"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may follow the command."""
    parser.add_argument(
        "query", nargs="?", help="without one, the list in data/search.yml is tried"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(options: argparse.Namespace) -> int:
    """Search, or try the list; the exit code."""
    if options.query is None:
        return staff.judge(SITE, expected(check(DATA)[0]), options.format)
    staff.explain(SITE, options.query, options.lang, options.format)
    return 0
