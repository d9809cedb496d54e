"""``diff``: what has changed in the data since the last commit, in readers' words."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..authoring.difference import (
    NOTHING,
    Difference,
    differences,
    excerpts,
    in_words,
    raw_at,
    raw_title,
)
from ..authoring.field_words import field_words
from ..authoring.git import Changed, changed_since, commit_of, text_in
from ..content.load import TRANSLATIONS, RawRecord
from ..diagnostics import messages
from ..diagnostics.messages import phrase, visible, word
from ..kinds import KINDS
from ..languages import LANGS
from .given import DATA

HELP = "what has changed in the data since the last commit, in readers' words"
Pair = tuple[str, RawRecord, list[Difference]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may follow the command."""
    parser.add_argument(
        "--since", default="HEAD", metavar="REV", help="a commit, tag or branch; left out, the last"
    )


def run(options: argparse.Namespace) -> int:
    """Print the changes; the exit code."""
    commit = commit_of(DATA.parent, options.since)
    changed = changed_since(DATA.parent, commit, DATA.name)
    lock = f"{DATA.name}/{TRANSLATIONS}"
    files = [*changed.edited, *changed.added, *changed.removed, *changed.renamed]
    if not files:
        print(phrase("no_changes"))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        before = Path(folder) / DATA.name
        for file in (*changed.edited, *changed.removed, *changed.renamed):
            target = before.parent / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text_in(DATA.parent, commit, file))
        pairs = _pairs(changed, before, lock)
        _tell_rules_first(pairs)
        _tell_files("new_records", changed.added, DATA)
        _tell_files("gone_records", changed.removed, before)
    if lock in files:
        print(phrase("lock_changed"))
    _tell_undo(options.since, changed, files)
    return 0


def _pairs(changed: Changed, before: Path, lock: str) -> list[Pair]:
    """Each record that was there before and is now, with its differences."""
    pairs: list[Pair] = []
    for old_file, file in {**{file: file for file in changed.edited}, **changed.renamed}.items():
        if file == lock:
            continue
        old = raw_at(before, old_file.partition("/")[2])
        new = raw_at(DATA, file.partition("/")[2])
        if old_file != file:
            print(phrase("renamed", old=old_file, new=file))
        if old is None or new is None:
            print(phrase("unreadable_now", file=file))
            continue
        if found := list(differences(old.data, new.data)):
            pairs.append((file, new, found))
    return pairs


def _tell_rules_first(pairs: Sequence[Pair]) -> None:
    """Print what changes results before all else: figures of rules, then deadlines."""
    rules: list[Pair] = []
    rest: list[Pair] = []
    for file, raw, found in pairs:
        of_rules = raw.key.kind == "calculator"
        ordered = sorted(found, key=lambda item: item.weight) if of_rules else found
        light = [item for item in ordered if not of_rules or _is_text(item)]
        heavy = [item for item in ordered if item not in light]
        rules += [(file, raw, heavy)] if heavy else []
        rest += [(file, raw, light)] if light else []
    for heading, group in (("diff_rules", rules), ("diff_rest", rest)):
        if group:
            print(phrase(heading))
            for pair in group:
                _tell_record(*pair)


def _is_text(item: Difference) -> bool:
    return item.path[-1] in LANGS


def _tell_record(file: str, raw: RawRecord, found: Iterable[Difference]) -> None:
    lang = messages.language()
    title = raw_title(raw, lang) or word(raw.key.kind)
    print(f"  {file}  {visible(title)}")
    for item in found:
        field = field_words(KINDS[raw.key.kind].model, item.path, lang, raw.data)
        if item.path[-1] in LANGS:
            field = f"{field} · {word(f'language_{item.path[-1]}')}"
        if item.new is NOTHING:
            print(f"    {field}")
        else:
            print(phrase("diff_field", field=field, line=raw.mark(item.path).line))
        old, new = (
            "" if value is NOTHING else in_words(value, lang) for value in (item.old, item.new)
        )
        if item.old is not NOTHING and item.new is not NOTHING:
            old, new = excerpts(old, new)
        if item.old is not NOTHING:
            print(f"      {phrase('diff_old')}{messages.shorten(old)}")
        if item.new is not NOTHING:
            print(f"      {phrase('diff_new')}{messages.shorten(new)}")


def _tell_files(heading: str, files: Sequence[str], data_dir: Path) -> None:
    lang = messages.language()
    records = [file for file in files if not file.endswith(TRANSLATIONS)]
    if not records:
        return
    print(phrase(heading, count=len(records)))
    for file in records:
        raw = raw_at(data_dir, file.partition("/")[2])
        title = "" if raw is None else raw_title(raw, lang) or word(raw.key.kind)
        print(f"  {visible(file)}  {visible(title)}")


def _tell_undo(since: str, changed: Changed, files: Sequence[str]) -> None:
    """How all of it, or one file, becomes as it was."""
    options = "" if since == "HEAD" else f"--source={since} "
    if changed.staged or since != "HEAD":
        options += "--staged --worktree "
    there = [file for file in files if file not in changed.added]
    if there:
        one, every = f"git restore {options}{there[0]}", f"git restore {options}{DATA.name}"
        print(phrase("undo", one=visible(one), every=visible(every)))
    new = [*changed.added, *changed.renamed.values()]
    if new:
        print(phrase("undo_new", count=len(new), first=visible(new[0])))
