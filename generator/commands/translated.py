"""``translated PATH``: records that the English of a text says what the Chinese says now.

A path is a file, a folder or a line (``FILE:LINE``). English whose Chinese has changed since it
was recorded is left as it is unless ``--stale`` is given, so that no warning goes by accident.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Sequence
from pathlib import Path

from ..authoring.field_words import field_words
from ..authoring.safe_write import write_safely
from ..authoring.uses import words_at
from ..build import check
from ..content.catalogue import Catalogue
from ..content.load import TRANSLATIONS
from ..content.translations import State, Translation, confirmed_lock
from ..diagnostics import messages
from ..diagnostics.messages import phrase, shorten
from ..kinds import KINDS
from .given import DATA, BadInput

HELP = "record that English says what the Chinese says now"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may follow the command."""
    parser.add_argument("path", nargs="+", help="a file or folder of data, or FILE:LINE")
    parser.add_argument(
        "--stale",
        action="store_true",
        help="record English, too, whose Chinese has changed since it was recorded",
    )


def run(options: argparse.Namespace) -> int:
    """Record the texts at the paths; the exit code."""
    catalogue, _ = check(DATA)
    every = {item.place: item for path in options.path for item in texts_at(path, catalogue)}
    new = [item for item in every.values() if item.state is State.NEW]
    stale = [item for item in every.values() if item.state is State.STALE]
    chosen = [*new, *stale] if options.stale else new
    if chosen:
        held_back = catalogue.drafts.raws
        text = confirmed_lock(catalogue.translations, chosen, DATA, held_back)
        write_safely(DATA / TRANSLATIONS, text)
        print(phrase("confirmed", count=len(chosen)))
        _tell(chosen)
    else:
        print(phrase("nothing_to_confirm"))
    if stale and not options.stale:
        print(phrase("left_stale", count=len(stale)))
        _tell(stale)
    return 0


def _tell(texts: Sequence[Translation]) -> None:
    """Print where each text stands and how its English begins."""
    lang = messages.language()
    for item in texts[:_SHOWN]:
        field = field_words(KINDS[item.raw.key.kind].model, item.path, lang, item.raw.data)
        english = shorten(words_at(item.raw.data, (*item.path, "en")), _WORDS)
        place = f"{item.raw.file}:{item.mark.line}"
        print(phrase("translation", place=place, field=field, words=english))
    if len(texts) > _SHOWN:
        print(f"    {phrase('and_more', count=len(texts))}")


_SHOWN = 20
_WORDS = 60
_PLACE = re.compile(r"(.*?)(?::(\d+)(:\d+)?)?:?", re.DOTALL)


def texts_at(path: str, catalogue: Catalogue) -> list[Translation]:
    """The texts of a file or folder; of one line where ``:LINE`` follows, as ``check`` tells it."""
    name, line, _ = _PLACE.fullmatch(path).groups()  # type: ignore[union-attr]  # it always matches
    file = Path(os.path.relpath(name or ".", DATA.parent)).as_posix()
    found = [
        translation
        for translation in catalogue.translations
        if (translation.raw.file == file or translation.raw.file.startswith(f"{file}/"))
        and (line is None or translation.mark.line == int(line))
    ]
    if not found:
        raise BadInput(phrase("nothing_there", path=path))
    return found
