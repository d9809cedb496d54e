"""The commands: for each a module with its help, its arguments and what it does.

``HELP``, ``add_arguments(parser)`` and ``run(options)``, which gives the exit code; what a
command changes in the data is done in ``authoring``. Here stand their names.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Protocol

from . import (
    cases,
    check,
    diff,
    edit,
    evaluate,
    explain,
    flips,
    import_,
    move,
    new,
    new_version,
    packages,
    refs,
    remove,
    rename,
    schemas,
    screen,
    search,
    translated,
    xliff,
)


class Command(Protocol):
    """What a module of this package has."""

    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add what may follow the command."""

    def run(self, options: argparse.Namespace) -> int:
        """Do it; the exit code."""


COMMANDS: Mapping[str, Command] = {
    "check": check,
    "diff": diff,
    "flips": flips,
    "explain": explain,
    "evaluate": evaluate,
    "screen": screen,
    "new": new,
    "import": import_,
    "cases": cases,
    "new-version": new_version,
    "refs": refs,
    "rename": rename,
    "move": move,
    "remove": remove,
    "translated": translated,
    "xliff": xliff,
    "edit": edit,
    "search": search,
    "schemas": schemas,
    "packages": packages,
}
"""In the order of the help."""
