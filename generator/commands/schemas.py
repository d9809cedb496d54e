"""``schemas``: writes the JSON Schemas that editors read."""

from __future__ import annotations

import argparse

from ..authoring.editor_schemas import write_schemas
from .given import SCHEMAS

HELP = "write the schemas that editors read"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing may follow the command."""


def run(options: argparse.Namespace) -> int:
    """Write the schemas; the exit code."""
    write_schemas(SCHEMAS)
    return 0
