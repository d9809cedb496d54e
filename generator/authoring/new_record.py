"""New: starts a record from a skeleton that passes the check and says what to write where.

In: the catalogue of sound data, a kind, an id. Out: the new files, which the caller writes.

The skeletons are the files of ``skeletons/<kind>/``, laid out as under ``data/``; ``ID`` and
``SCOPE`` in their names and ``$…`` in their texts are filled in. A skeleton names records that
exist, so that it can pass the check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Template

from .. import kinds
from ..content.catalogue import Catalogue
from ..content.load import key_at
from ..diagnostics.codes import Code, Word
from ..diagnostics.errors import DataError, writing
from ..kinds import KINDS
from ..models.base import ID
from ..models.kind import Kind, M

SKELETONS = Path(__file__).parent / "skeletons"
STARTABLE = tuple(sorted(name for name, kind in KINDS.items() if kind.skeleton))
"""The kinds that have a skeleton."""


class CannotStart(Exception):
    """There can be no such record: ``error`` says why."""

    def __init__(self, error: DataError) -> None:
        self.error = error
        super().__init__(error)


def skeleton(catalogue: Catalogue, kind: str, id_: str, data: Path) -> dict[Path, str]:
    """The files of a new record of a kind of ``STARTABLE`` and their texts.

    Raises:
        CannotStart: where the id is not written as ids are or names no visit, a file is there
            already, or the skeleton has to name a record of a kind that has none.
    """
    scope, _, name = id_.rpartition("/")
    nested = not KINDS[kind].single and KINDS[kind].scoped
    files: dict[Path, str] = {}
    folder = SKELETONS / kind
    targets = {
        path: data / str(path.relative_to(folder)).replace("SCOPE", scope).replace("ID", name)
        for path in sorted(folder.rglob("*.yml"))
    }
    first = next(iter(targets.values()))
    if id_.count("/") != nested or not all(re.fullmatch(ID, part) for part in id_.split("/")):
        code = Code.NOT_A_SCOPED_ID if nested else Code.NOT_AN_ID
        raise CannotStart(_error(first, code, found=id_))
    visits = tuple(entry.key.id for entry in catalogue.all(kinds.VISIT))
    if nested and scope not in visits:
        raise CannotStart(
            _error(first, Code.NO_SUCH_RECORD, scope, visits, kind=Word("visit")),
        )
    words = dict(_words(catalogue, kind, id_, first))
    for path, target in targets.items():
        if target.exists():
            raise CannotStart(_error(target, Code.ALREADY_THERE))
        relative = target.relative_to(data).as_posix()
        up = "../" * (relative.count("/") + 1)
        key = key_at(relative)
        assert key is not None, relative
        first_line = f"# yaml-language-server: $schema={up}schemas/{key.kind}.json\n"
        files[target] = first_line + Template(path.read_text(encoding="utf-8")).substitute(words)
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


def _words(catalogue: Catalogue, kind: str, id_: str, file: Path) -> Iterator[tuple[str, str]]:
    """What is filled into a skeleton, by its name there."""

    def first(wanted: Kind[M], *used: str) -> str:
        """An id that others of this kind use, or else the first there is."""
        ids = [*used, *(entry.key.id for entry in catalogue.all(wanted))]
        if not ids:
            raise CannotStart(_error(file, Code.NOTHING_TO_NAME, kind=Word(wanted.name)))
        return ids[0]

    yield "id", id_
    yield "today", date.today().isoformat()
    if kind == "scheme":
        yield "agency", first(kinds.ORGANISATION, *(s.model.agency for s in catalogue.schemes()))
        yield "source", f"{id_}-rules"
    elif kind == "visit":
        visits = [visit.model for visit in catalogue.visits()]
        yield "agency", first(kinds.ORGANISATION, *(visit.agency for visit in visits))
        yield "person", first(kinds.PERSON, *(visit.members[0].person for visit in visits))
        yield "source", f"{id_}-report"
    elif kind == "policy":
        yield "order", _next(entry.model.order for entry in catalogue.all(kinds.POLICY))
        yield "source", first(kinds.SOURCE)
    elif kind == "follow-up":
        yield "recommendation", first(kinds.RECOMMENDATION)
        yield "source", first(kinds.SOURCE)
    elif kind == "question":
        topics = catalogue.site.question_topics
        yield "topic", topics[0].id if topics else "topic"
        yield "source", first(kinds.SOURCE)
    else:
        visit = next(v for v in catalogue.visits() if v.id == id_.partition("/")[0])
        stops = [entry.model for entry in visit.stops]
        yield "order", _next(stop.order for stop in stops)
        yield "start", visit.model.start.isoformat()
        yield "place", first(kinds.PLACE, *(stop.place for stop in stops))
        yield "source", visit.model.sources[0].document


def _next(orders: Iterator[int]) -> str:
    return str(max(orders, default=0) + 1)


def _error(
    file: Path,
    code: Code,
    found: str | None = None,
    allowed: tuple[str, ...] = (),
    **details: str,
) -> DataError:
    return DataError(file.as_posix(), 1, 1, code, found, allowed, tuple(details.items()))
