"""The lines of the lock of translations, where files move, texts change their links or are copied.

In: the lock's text. Out: the same with these lines changed, sorted as the lock always is; any
other line stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from ..content.load import TRANSLATIONS
from ..content.translations import field_of, fingerprint_of, texts_in
from .change_set import ChangeSet
from .yaml_places import Source

LockLine = tuple[str, str, str]
"""File, field, fingerprint."""


def lock_text(data_dir: Path) -> str | None:
    """The lock as it is, or nothing where there is none."""
    try:
        return (data_dir / TRANSLATIONS).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None


def rewritten(text: str, change: Callable[[LockLine], Iterable[LockLine]]) -> str:
    """The lock with each line replaced by those that ``change`` gives for it."""
    header: list[str] = []
    lines: list[str] = []
    for line in text.splitlines():
        words = line.split()
        if line.startswith("#") or len(words) != 3:
            header.append(line)
        else:
            lines += [" ".join(new) for new in change((words[0], words[1], words[2]))]
    return "".join(f"{line}\n" for line in (*header, *sorted(set(lines))))


def settle(
    data_dir: Path,
    change: ChangeSet,
    before: Mapping[str, object],
    fingerprints: Mapping[LockLine, str],
) -> None:
    """Let the lock follow a change: files that move or go, texts that go or have another link.

    ``before`` is the data of the files whose texts change; ``fingerprints`` has the new one of
    each Chinese text that says the same as it did, with other links.
    """
    text = lock_text(data_dir)
    if text is None:
        return
    lost = {
        (file, *print_)
        for file, data in before.items()
        if file in change.texts
        for print_ in _prints(data) - _prints(Source(change.texts[file].lstrip("\ufeff")).data)
    }

    def line(old: LockLine) -> Iterator[LockLine]:
        file, name, fingerprint = old
        gone = any(file == item or file.startswith(f"{item}/") for item in change.removals)
        if old in fingerprints:
            yield change.moved(file), name, fingerprints[old]
        elif not gone and old not in lost:
            yield change.moved(file), name, fingerprint

    new = rewritten(text, line)
    if new != text:
        change.texts[TRANSLATIONS] = new


def _prints(data: object) -> set[tuple[str, str]]:
    """The field and the fingerprint of each text."""
    return {(field_of(path), fingerprint_of(chinese)) for path, chinese in texts_in(data)}
