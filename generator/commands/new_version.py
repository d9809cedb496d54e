"""``new-version SCHEME 2027-01-01``: copies a scheme's newest files for one in force from then."""

from __future__ import annotations

import argparse
from datetime import date

from ..authoring.new_version import new_version
from ..build import check
from ..diagnostics.messages import phrase
from .given import DATA, BadInput, scheme_of

HELP = "copy a scheme's files for a further version"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may follow the command."""
    parser.add_argument("scheme", help="for example virtual-production")
    parser.add_argument("day", help="the first day in force, for example 2027-01-01")


def run(options: argparse.Namespace) -> int:
    """Write the further version's files; the exit code."""
    try:
        day = date.fromisoformat(options.day)
    except ValueError:
        raise BadInput(phrase("not_a_day", day=options.day)) from None
    newest = scheme_of(check(DATA, with_drafts=True)[0].schemes(), options.scheme).all_versions[-1]
    try:
        folder = new_version(newest, day, DATA)
    except FileExistsError:
        raise BadInput(phrase("version_exists", day=str(day))) from None
    print(phrase("version_made", folder=folder.as_posix()))
    return 0
