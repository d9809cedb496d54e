"""``check``: reads the data, tells every mistake, and warns of what is overdue."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence

from ..authoring.rules_at import Rules
from ..build import Memory, check, make, no_collection
from ..content.catalogue import Catalogue
from ..content.held_back import held_back
from ..content.translations import State
from ..diagnostics import formats as report
from ..diagnostics.codes import Code
from ..diagnostics.errors import DataError, DataErrors, GeneratorError, Unexpected, in_file_order
from ..diagnostics.messages import phrase
from ..kinds import KINDS
from ..warnings.every import warnings_of
from .flips_in_brief import flips_in_brief
from .given import DATA

HELP = "read the data and tell every mistake"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may follow the command."""
    parser.add_argument("--format", choices=("text", "json", "github"), default="text")


def run(options: argparse.Namespace) -> int:
    """Check the data; the exit code."""
    form = options.format
    memory = Memory()  # drafts are looked at a second time, and not read again
    try:
        with no_collection():
            catalogue, results = check(DATA, memory)
    except DataErrors as found:
        if form == "text":
            _tell(flips_in_brief())
            raise
        print((report.as_json if form == "json" else report.as_annotations)(found.errors))
        return 1
    try:
        make(catalogue, results)
    except Unexpected:
        raise
    except GeneratorError as found:
        print(found, file=sys.stderr)
        return 1
    others = warnings_of(catalogue, results, DATA)
    diagnostics = in_file_order([*others, *_mistakes(catalogue, memory)], DATA.parent)
    waiting = in_file_order(catalogue.drafts.warnings, DATA.parent)
    everything = in_file_order([*diagnostics, *waiting], DATA.parent)
    if form == "json":
        print(report.as_json(everything))
    elif form == "github":
        print(report.as_annotations(everything), end="\n" if everything else "")
    else:
        for item in diagnostics:
            print(item, file=sys.stderr)
        if diagnostics:
            counted = phrase("one_warning") if len(diagnostics) == 1 else None
            print(counted or phrase("warnings", count=len(diagnostics)), file=sys.stderr)
        count = sum(len(catalogue.all(kind)) for kind in KINDS.values() if kind.counted)
        print(phrase("well", records=count, examples=len(results.examples)))
        _tell_translations(catalogue, [item.code for item in diagnostics].count(Code.STALE_ENGLISH))
        _tell(held_back(catalogue.drafts))
        _tell(flips_in_brief(Rules(catalogue, results.calculators, [])))
    return 0


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _mistakes(catalogue: Catalogue, memory: Memory) -> Sequence[DataError]:
    """What is wrong with drafts, as the preview would show them."""
    if not catalogue.drafts.raws:
        return ()
    return check(DATA, memory, with_drafts=True)[0].drafts.mistakes


def _tell_translations(catalogue: Catalogue, stale: int) -> None:
    if stale:
        print(phrase("stale", count=stale))
    new = [
        translation.raw.file
        for translation in catalogue.translations
        if translation.state is State.NEW
    ]
    if new:
        files = sorted(set(new))
        print(phrase("new", count=len(new), files=files[0] if len(files) == 1 else DATA.name))
