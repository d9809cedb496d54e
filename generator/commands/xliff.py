"""``xliff out [PATH] FILE.xlf`` and ``xliff in FILE.xlf``: texts to a translator and back."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..authoring.change_set import ChangeSet
from ..authoring.mend import name_of, text_of
from ..authoring.xliff_in import Received, Unit, read_units, received
from ..authoring.xliff_out import TARGET, english, xliff
from ..authoring.yaml_changes import Change, Set
from ..authoring.yaml_edit import edit
from ..content.catalogue import Catalogue
from ..content.load import TRANSLATIONS
from ..content.translations import State, Translation, confirmed_lock
from ..diagnostics.errors import writing
from ..diagnostics.messages import phrase
from .changing import carry_out, readable_catalogue
from .given import DATA, BadInput
from .translated import texts_at

HELP = "texts to a translator's program (XLIFF 2.0), and back"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may follow the command."""
    parser.add_argument("direction", choices=("out", "in"))
    parser.add_argument(
        "path", nargs="+", help="of out: files or folders of data, then FILE.xlf; of in: FILE.xlf"
    )
    parser.add_argument(
        "--all", action="store_true", help="of out: all texts, not only new ones and stale ones"
    )


def run(options: argparse.Namespace) -> int:
    """Write or read the file; the exit code."""
    *paths, last = options.path
    file = Path(last)
    if file.suffix not in (".xlf", ".xliff") or (options.direction == "in" and paths):
        raise BadInput(phrase("xliff_arguments"))
    if options.direction == "out":
        return _out(paths or [DATA.name], file, every=options.all)
    return _in(file)


def _out(paths: list[str], file: Path, *, every: bool) -> int:
    catalogue = readable_catalogue()
    chosen = {item.place: item for path in paths for item in texts_at(path, catalogue)}
    files = {item.raw.file for item in chosen.values()}
    text, count, left_out = xliff(
        [item for item in catalogue.translations if item.raw.file in files],
        lambda item: item.place in chosen and (every or item.state is not State.CURRENT),
    )
    for item in left_out:
        print(phrase("xliff_left_out", place=f"{item.raw.file}:{item.mark.line}"))
    if count == 0:
        print(phrase("xliff_nothing"))
        return 0
    try:
        with writing(file), file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except FileExistsError:
        raise BadInput(phrase("xliff_is_there", file=file.as_posix())) from None
    print(phrase("xliff_written", file=file.as_posix(), count=count))
    return 0


def _in(file: Path) -> int:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise BadInput(phrase("unreadable", file=str(file), reason=error.strerror or "?")) from None
    catalogue = readable_catalogue()
    found = received(read_units(data, str(file)), catalogue.translations)
    change, changed, recorded = _change(found, catalogue)
    if change.texts:
        carry_out(change, dry_run=False)
    print(phrase("xliff_in", changed=len(changed), recorded=len(recorded)))
    unfinished = [unit for unit in changed if not unit.finished]
    if unfinished:
        print(phrase("xliff_unfinished", count=len(unfinished)))
    if found.refused:
        print(phrase("xliff_refused", count=len(found.refused)))
        for line in found.refused:
            print(f"    {line}")
    return 1 if found.refused else 0


def _change(
    found: Received, catalogue: Catalogue
) -> tuple[ChangeSet, list[Unit], list[Translation]]:
    """The change of files and lock, the units whose English is another, the texts recorded."""
    changes: dict[str, list[Change]] = {}
    raws = {}
    changed: list[Unit] = []
    recorded: list[Translation] = []
    for unit, items in found.accepted:
        if unit.target != english(items[0]):
            changed.append(unit)
            for item in items:
                name = name_of(item.raw)
                raws[name] = item.raw
                changes.setdefault(name, []).append(Set((*item.path, TARGET), unit.target))
        if unit.finished:
            recorded += [item for item in items if item.state is not State.CURRENT]
    change = ChangeSet()
    for name, edits in changes.items():
        change.texts[name] = edit(text_of(DATA, raws[name]), edits)
    if recorded:
        change.texts[TRANSLATIONS] = confirmed_lock(
            catalogue.translations, recorded, DATA, catalogue.drafts.raws
        )
    return change, changed, recorded
