"""Session: what the form asks of the records and does to them; one request at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from threading import RLock
from typing import Any

from ..authoring.new_record import STARTABLE, CannotStart, skeleton, write
from ..authoring.safe_write import sweep, write_safely
from ..authoring.yaml_changes import Change, FieldPath, Insert, Remove, Set
from ..authoring.yaml_edit import BOM, CannotEdit, edit
from ..build import Memory
from ..content.load import TRANSLATIONS, RawRecord
from ..content.translations import State, confirmed_lock
from ..content.yaml_reader import YamlReader
from ..diagnostics.codes import Word
from ..diagnostics.messages import speaking, word
from ..kinds import KINDS
from ..languages import LANGS, Lang
from .choices import choices_for
from .guard import Refused
from .meaning import in_words
from .messages import at_fields, both, message
from .shapes import Shape, Unreadable, rule_data, schema_for
from .workspace import Snapshot, Workspace, named, names_of

Reply = dict[str, Any]
_REMEMBERED = 50
"""Saves of a record that can be undone."""


class Session:
    """The records of one folder, as one form works on them."""

    def __init__(self, folder: Path, root: str, memory: Memory) -> None:
        """``root`` is where the preview has the pages, ``memory`` what it has read for them."""
        self._root = root
        self._workspace = Workspace(
            folder, Memory(files=dict(memory.files), records=dict(memory.records))
        )
        self._turn = RLock()
        self._before: dict[str, list[tuple[str, str]]] = {}
        """The texts that saves have replaced, each with the version that came instead."""
        sweep(folder)

    def answer(self, name: str, given: Mapping[str, Any]) -> Reply:
        """The reply to a request.

        Raises:
            Refused: where it asks for what there is not, or cannot be done.
        """
        actions: dict[str, Callable[[Mapping[str, Any]], Reply]] = {
            "records": self._records,
            "record": self._record,
            "check": self._check,
            "save": self._save,
            "undo": self._undo,
            "new": self._new,
            "translated": self._translated,
            "meaning": self._meaning,
        }
        if name not in actions:
            raise Refused("404 Not Found", "edit_no_record")
        with self._turn:
            try:
                return actions[name](given)
            except CannotEdit as error:
                raise Refused(
                    "409 Conflict", "cannot_edit", {"field": ".".join(map(str, error.path))}
                ) from None

    # --- what there is --------------------------------------------------------------------

    def _records(self, given: Mapping[str, Any]) -> Reply:
        now = self._workspace.now()
        listed = []
        for name, record in now.records.items():
            more = {"state": now.state(name), "english": now.untranslated(name)}
            listed.append({**_called(name, record), **more})
        for name in now.unreadable:
            key = now.unreadable[name]
            blank = {"key": name, "kind": key.kind, "id": key.id, "names": dict.fromkeys(LANGS, "")}
            file = f"{now.folder.name}/{now.file(name).relative_to(now.folder).as_posix()}"
            listed.append({**blank, "file": file, "state": "error", "english": {}})
        return {
            "records": listed,
            "kinds": [{"kind": kind, **_kind(kind)} for kind in KINDS],
            "errors": [_elsewhere(now, e) for e in now.problems if not e.is_warning],
        }

    def _record(self, given: Mapping[str, Any]) -> Reply:
        now = self._workspace.now()
        name, record = self._found(now, given)
        found = [error for error in now.problems if error.file == record.file]
        return {**self._opened(now, name), "messages": at_fields(record, found)}

    def _opened(self, now: Snapshot, name: str) -> Reply:
        """A record as the form shows it."""
        record = now.records[name]
        shape = Shape.of(record.key.kind)
        text = self._text(now, name)
        return {
            **_called(name, record),
            "version": _version(text),
            "data": shape.shown(record.data),
            "schema": schema_for(record.key.kind),
            "choices": choices_for(shape.refs, record.key, now),
            "english": [
                {"path": list(text.path), "state": text.state.value}
                for text in now.texts[name]
                if text.state is not State.CURRENT
            ],
            "pages": self._pages(now, name),
            "undo": self._undoable(name, _version(text)),
        }

    # --- what would be ----------------------------------------------------------------------

    def _check(self, given: Mapping[str, Any]) -> Reply:
        now = self._workspace.now()
        name, record = self._found(now, given)
        try:
            text = self._edited(now, name, given)
        except Unreadable as error:
            return {"messages": _unreadable(error), "elsewhere": []}
        read = YamlReader(record.file).parse(text.removeprefix(BOM))
        if read is None:
            raise Refused("409 Conflict", "edit_changed")
        changed = RawRecord(record.key, record.file, read.data, read.node, read.text)
        errors = self._workspace.problems_with(changed, now.file(name))
        known = set(now.problems)
        caused = [e for e in errors if e.file != record.file and e not in known]
        return {
            "messages": at_fields(changed, (e for e in errors if e.file == record.file)),
            "elsewhere": [_elsewhere(now, error) for error in caused],
        }

    def _meaning(self, given: Mapping[str, Any]) -> Reply:
        now = self._workspace.now()
        _, record = self._found(now, given)
        path, text = _path(given.get("path")), given.get("text")
        rule = Shape.of(record.key.kind).at(path).rule
        if rule is None or not isinstance(text, str):
            raise Refused("400 Bad Request", "edit_bad_request")
        try:
            data = rule_data(text, path)
        except Unreadable as error:
            return {"meaning": None, "messages": _unreadable(error)}
        calculator = now.records.get(named(record.key.of("calculator")))
        return {"meaning": in_words(rule, data, calculator, now.labels), "messages": []}

    # --- what is done -----------------------------------------------------------------------

    def _save(self, given: Mapping[str, Any]) -> Reply:
        now = self._workspace.now()
        name, _ = self._found(now, given)
        try:
            text = self._edited(now, name, given)
        except Unreadable as error:
            raise Refused(
                "409 Conflict", "edit_mend_field", {"field": ".".join(map(str, error.path))}
            ) from None
        before = self._text(now, name)
        if text != before:
            write_safely(now.file(name), text)
            history = [*self._before.get(name, []), (before, _version(text))]
            self._before[name] = history[-_REMEMBERED:]
        return self._opened(self._workspace.now(), name)

    def _undo(self, given: Mapping[str, Any]) -> Reply:
        now = self._workspace.now()
        name, _ = self._found(now, given)
        if not self._undoable(name, _version(self._text(now, name))):
            raise Refused("409 Conflict", "edit_nothing_to_undo")
        before, _ = self._before[name].pop()
        write_safely(now.file(name), before)
        return self._opened(self._workspace.now(), name)

    def _new(self, given: Mapping[str, Any]) -> Reply:
        now = self._workspace.now()
        kind, id_ = given.get("kind"), given.get("id")
        if kind not in STARTABLE or not isinstance(id_, str):
            raise Refused("400 Bad Request", "edit_bad_request")
        if now.catalogue is None:
            raise Refused("409 Conflict", "edit_mend_first")
        try:
            files = skeleton(now.catalogue, kind, id_, now.folder)
            write(files)
        except CannotStart as error:
            return {"created": [], "messages": [message(e, ("id",)) for e in error.errors]}
        after = self._workspace.now()
        created = [name for name in after.records if after.file(name) in files]
        return {"created": created, "messages": []}

    def _translated(self, given: Mapping[str, Any]) -> Reply:
        now = self._workspace.now()
        name, record = self._found(now, given)
        if now.published is None:
            raise Refused("409 Conflict", "edit_mend_first")
        paths = given.get("paths")
        wanted = None if paths is None else {_path(path) for path in _list(paths)}
        found = now.published.translations
        chosen = [
            item
            for item in found
            if item.raw.file == record.file and (wanted is None or item.path in wanted)
        ]
        text = confirmed_lock(found, chosen, now.folder, now.published.drafts.raws)
        write_safely(now.folder / TRANSLATIONS, text)
        return self._opened(self._workspace.now(), name)

    # --- parts -------------------------------------------------------------------------------

    def _found(self, now: Snapshot, given: Mapping[str, Any]) -> tuple[str, RawRecord]:
        name = given.get("key")
        if not isinstance(name, str) or name not in now.records:
            unreadable = isinstance(name, str) and name in now.unreadable
            raise Refused("404 Not Found", "edit_unreadable" if unreadable else "edit_no_record")
        file, folder = now.file(name), now.folder.resolve()
        if not file.resolve().is_relative_to(folder):  # a link that leads out of the data
            raise Refused("403 Forbidden", "edit_outside")
        return name, now.records[name]

    def _text(self, now: Snapshot, name: str) -> str:
        return now.file(name).read_bytes().decode()

    def _edited(self, now: Snapshot, name: str, given: Mapping[str, Any]) -> str:
        """The text of a record's file with the changes that a request asks for.

        Raises:
            Refused: where the file is not as it was when the form has opened it.
            Unreadable: where a field holds what no file can.
            CannotEdit: where it cannot be changed so.
        """
        text = self._text(now, name)
        if given.get("version") != _version(text):
            raise Refused("409 Conflict", "edit_changed")
        shape = Shape.of(now.records[name].key.kind)
        changes = [_change(item, shape) for item in _list(given.get("changes"))]
        return edit(text, changes, lambda path: shape.at(path).fields)

    def _pages(self, now: Snapshot, name: str) -> dict[Lang, str] | None:
        addresses = now.addresses(name)
        return addresses and {lang: self._root + addresses[lang] for lang in LANGS}

    def _undoable(self, name: str, version: str) -> bool:
        history = self._before.get(name, [])
        return bool(history) and history[-1][1] == version


def _change(given: object, shape: Shape) -> Change:
    if not isinstance(given, dict):
        raise Refused("400 Bad Request", "edit_bad_request")
    path, value = _path(given.get("path")), given.get("value")
    if any(shape.at(path[:end]).rule for end in range(len(path))):
        raise Refused("400 Bad Request", "edit_bad_request")  # a rule is changed as a whole
    if given.get("op") == "set":
        return Set(path, shape.at(path).typed(value, path))
    if given.get("op") == "insert" and type(index := given.get("index")) is int and index >= 0:
        entry = (*path, index)
        return Insert(path, index, shape.at(entry).typed(value, entry))
    if given.get("op") == "remove":
        return Remove(path)
    raise Refused("400 Bad Request", "edit_bad_request")


def _path(given: object) -> FieldPath:
    path = tuple(_list(given))
    if not all(isinstance(part, str) or type(part) is int for part in path):
        raise Refused("400 Bad Request", "edit_bad_request")
    return path


def _list(given: object) -> list[Any]:
    if not isinstance(given, list):
        raise Refused("400 Bad Request", "edit_bad_request")
    return given


def _version(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:32]


def _called(name: str, record: RawRecord) -> Reply:
    key = record.key
    return {
        "key": name,
        "kind": key.kind,
        "id": key.id,
        "names": names_of(record),
        "file": record.file,
    }


def _kind(kind: str) -> Reply:
    names: dict[Lang, str] = {}
    for lang in LANGS:
        with speaking(lang):
            names[lang] = word(Word(kind))
    nested = KINDS[kind].scoped and not KINDS[kind].single
    return {"names": names, "startable": kind in STARTABLE, "nested": nested}


def _elsewhere(now: Snapshot, error: Any) -> Reply:
    keys = [name for name, record in now.records.items() if record.file == error.file]
    return {**message(error, ()), "key": keys[0] if keys else None}


def _unreadable(error: Unreadable) -> list[Reply]:
    if error.errors:
        return [message(found, error.path) for found in error.errors]
    problem = both("edit_no_rule")
    return [{"code": None, "path": list(error.path), "warning": False, "problem": problem}]
