"""New: starts records from skeletons that pass the check and say what to write where.

In: the catalogue of sound data, a kind, ids. Out: the new files, which the caller writes.

The skeletons are the files of ``skeletons/<kind>/``, laid out as under ``data/``; ``ID`` and
``SCOPE`` in their names and ``$…`` in their texts are filled in (``plausible``). A skeleton names
records that exist, so that it can pass the check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from string import Template

from ..content.catalogue import AnyEntry, Catalogue
from ..content.load import key_at
from ..diagnostics.codes import Code, Word
from ..diagnostics.errors import DataError, writing
from ..kinds import HEADS, KINDS, head_of
from ..models.base import ID, LOCATOR, is_reserved, unfit_id
from ..models.key import Key
from . import plausible

SKELETONS = Path(__file__).parent / "skeletons"
STARTABLE = tuple(sorted(name for name, kind in KINDS.items() if kind.skeleton))
"""The kinds that have a skeleton."""


class CannotStart(Exception):
    """There can be no such records: ``errors`` say why."""

    def __init__(self, *errors: DataError) -> None:
        self.errors = errors
        super().__init__("\n".join(map(str, errors)))


def skeleton(
    catalogue: Catalogue, kind: str, id_: str, data: Path, head: str | None = None
) -> dict[Path, str]:
    """The files of one new record, as :func:`skeletons` makes them."""
    return skeletons(catalogue, kind, [id_], data, head)


def skeletons(
    catalogue: Catalogue, kind: str, ids: Sequence[str], data: Path, head: str | None = None
) -> dict[Path, str]:
    """The files of new records of a kind of ``STARTABLE`` and their texts, in the order given.

    ``head`` is the visit or scheme whose source a record that belongs to none is given.

    Raises:
        CannotStart: with all that is wrong: an id that is not written as ids are, that stands
            there twice or names no visit or scheme, a file that is there already, or a kind that
            the skeleton has to name and that has no records.
    """
    files: dict[Path, str] = {}
    errors: list[DataError] = []
    counted: dict[tuple[str, str], int] = {}
    source = None if head is None else _head(catalogue, head, data)
    if isinstance(source, DataError):
        raise CannotStart(source)
    for id_ in ids:
        key = _key(catalogue, kind, id_, data, files)
        if isinstance(key, DataError):
            errors.append(key)
            continue
        before = counted.setdefault((key.scope, key.version), 0)
        counted[key.scope, key.version] += 1
        place = plausible.Place(catalogue, key, before, source)
        for path, (template, target) in _targets(catalogue, key, data).items():
            if target.exists() or target in files:
                errors.append(_error(target, Code.ALREADY_THERE))
                continue
            try:
                files[target] = _filled(path, template, target, data, place)
            except plausible.NothingToName as none:
                errors.append(_error(target, Code.NOTHING_TO_NAME, kind=Word(none.kind)))
    if errors:
        raise CannotStart(*dict.fromkeys(errors))
    return files


def write(files: dict[Path, str]) -> None:
    """Write new files; all of them or, where one cannot be written, none.

    Raises:
        CannotStart: if one is there already.
        OSError: if one cannot be written.
    """
    written: list[Path] = []
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with writing(path), path.open("x", encoding="utf-8", newline="\n") as file:
                written.append(path)
                file.write(text)
    except OSError as error:
        for path in written:
            path.unlink()
        if isinstance(error, FileExistsError):
            raise CannotStart(_error(path, Code.ALREADY_THERE)) from None
        raise


def keys_of(files: dict[Path, str], kind: str, data: Path) -> Iterator[Key]:
    """The keys of those new files that are records of ``kind``."""
    for path in files:
        key = key_at(path.relative_to(data).as_posix())
        if key is not None and key.kind == kind:
            yield key


def _key(
    catalogue: Catalogue, kind: str, id_: str, data: Path, files: dict[Path, str]
) -> Key | DataError:
    """What a new record of this id is called, or why there can be none."""
    entry = KINDS[kind]
    nested = entry.scoped and not entry.single
    if not nested:
        if (code := unfit_id(id_)) is not None:
            return _error(_about(data, entry.file, id_, id_), code, id_, name=id_)
        return Key(kind, scope=id_) if entry.scoped else Key(kind, id_)
    scope, slash, name = id_.partition("/")
    file = _about(data, entry.file, scope, name)
    locator = "{locator}" in entry.file
    if not (slash or locator) or "/" in name:
        return _error(file, Code.NOT_A_SCOPED_ID, id_)
    if is_reserved(name):
        return _error(file, Code.RESERVED_NAME, name, name=name)
    if not re.fullmatch(ID, scope.partition("@")[0]):
        return _error(file, Code.NOT_A_SCOPED_ID, id_)
    heads = {e.key.id: e.key for e in _heads(catalogue) if KINDS[e.key.kind].folder == entry.folder}
    if scope not in heads:
        wanted = next(head for head in HEADS if KINDS[head].folder == entry.folder)
        return _error(file, Code.NO_SUCH_RECORD, scope, tuple(heads), kind=Word(wanted))
    key = heads[scope].of(kind, name)
    if locator and (not name or name.endswith(".")):
        taken = [k.name for k in keys_of(files, kind, data) if k.scope == key.scope]
        key = replace(key, name=plausible.next_locator(catalogue, key, taken))
    if not re.fullmatch(LOCATOR if locator else ID, key.name):
        code = Code.NOT_A_LOCATOR if locator else Code.NOT_A_SCOPED_ID
        return _error(file, code, name if locator else id_)
    return key


def _heads(catalogue: Catalogue) -> Iterator[AnyEntry]:
    for head in HEADS:
        yield from catalogue.every_version(KINDS[head])


def _head(catalogue: Catalogue, id_: str, data: Path) -> Key | DataError:
    """The visit or scheme of an id, or the error where there is none."""
    heads = {entry.key.id: entry.key for entry in _heads(catalogue)}
    if id_ in heads:
        return heads[id_]
    return _error(data, Code.NO_SUCH_RECORD, id_, tuple(heads), kind=Word("visit"))


def _targets(catalogue: Catalogue, key: Key, data: Path) -> dict[Path, tuple[Path, Path]]:
    """Each skeleton of a kind, and the file that is made of it."""
    folder = SKELETONS / key.kind
    found = {}
    # A version that is not the first has its records in a folder of its own.
    head = None if (of := head_of(key)) is None else catalogue.find(of)
    own = "" if head is None else Path(head.raw.file).parent.relative_to(data.name).as_posix()
    for path in sorted(folder.rglob("*.yml")):
        name = path.relative_to(folder).as_posix()
        name = name.replace(f"{KINDS[key.kind].folder}/SCOPE", own)
        name = name.replace("ID", key.name or key.scope)
        found[path] = (path.relative_to(folder), data / name)
    return found


def _filled(path: Path, template: Path, target: Path, data: Path, place: plausible.Place) -> str:
    relative = target.relative_to(data).as_posix()
    up = "../" * (relative.count("/") + 1)
    key = key_at(relative)
    assert key is not None, template
    first_line = f"# yaml-language-server: $schema={up}schemas/{key.kind}.json\n"
    text = Template(path.read_text(encoding="utf-8"))
    words = {name: place.fill(name) for name in text.get_identifiers()}
    return first_line + text.substitute(words)


def _about(data: Path, file: str, scope: str, name: str) -> Path:
    """The file that a message is about."""
    return data / file.format(scope=scope, id=name, locator=name)


def _error(
    file: Path,
    code: Code,
    found: str | None = None,
    allowed: tuple[str, ...] = (),
    **details: str,
) -> DataError:
    return DataError(file.as_posix(), 1, 1, code, found, allowed, tuple(details.items()))
