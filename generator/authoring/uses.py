"""Uses: every place in the data that names a record, and how it is written there.

In: records whose fields are sound. Out: typed fields, ``[words](kind:id)`` in texts, links of
questions, clauses of sources, and addresses of pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from ..content.catalogue import Catalogue
from ..content.link import references
from ..content.load import FieldPath, RawRecord
from ..content.validate import ValidRecord
from ..kinds import KINDS, PUBLISHED
from ..languages import LANGS
from ..models.key import Key
from ..models.question import PAGE, FrequentQuestion
from ..models.scheme import Scheme
from ..models.search import Search
from ..models.site import Site
from ..site.routes import path_of


class Form(Enum):
    """How a record is named."""

    LOCAL = "local"
    """By its name within the scheme or visit: ``mopop``, ``3.1``."""
    WHOLE = "whole"
    """By its id: ``taichung``, ``usa-2024/mopop``."""
    LINK = "link"
    """By its kind and id: ``stop/usa-2024/mopop``."""
    WORDS = "words"
    """By a link in a text: ``[words](stop:usa-2024/mopop)``."""
    CLAUSE = "clause"
    """By a clause of a source document that its scheme restates: ``3.1``."""
    ADDRESS = "address"
    """By the address of its page: ``policies/halls/``."""


@dataclass(frozen=True, slots=True)
class Use:
    """A place that names a record."""

    record: ValidRecord
    path: FieldPath
    target: Key
    form: Form
    written: str
    """What names the record there."""

    @property
    def raw(self) -> RawRecord:
        """The file that it stands in."""
        return self.record.raw

    @property
    def line(self) -> int:
        """The line of the file."""
        return self.raw.mark(self.path).line


def base_id(key: Key) -> str:
    """A record's id as data writes it, whichever version of its scheme is meant."""
    return "/".join(filter(None, (key.scope, key.name)))


def value_at(data: object, path: FieldPath) -> object:
    """What stands at a path of plain data.

    Raises:
        KeyError, IndexError: where nothing does.
    """
    for part in path:
        data = data[part]  # type: ignore[index]  # a path leads through lists and mappings
    return data


def words_at(data: object, path: FieldPath) -> str:
    """The words at a path, as typed: ``3.10`` stays so."""
    value = value_at(data, path)
    return str(getattr(value, "text", value))


def records_of(catalogue: Catalogue) -> tuple[ValidRecord, ...]:
    """Every record of every version."""
    return tuple(
        ValidRecord(entry.raw, entry.record)
        for kind in KINDS.values()
        for entry in catalogue.every_version(kind)
    )


def uses(records: Iterable[ValidRecord]) -> Iterator[Use]:
    """Every place that names a record, in the order of the records."""
    records = tuple(records)
    by_address = addresses(record.raw.key for record in records)
    documents: dict[str, set[str]] = {}
    for record in records:
        if isinstance(record.model, Scheme):
            for source in record.model.sources:
                documents.setdefault(source.document, set()).add(record.raw.key.scope)
    for record in records:
        yield from _of_references(record)
        yield from _of_source_clauses(record, documents)
        yield from _of_addresses(record, by_address)


def _of_references(record: ValidRecord) -> Iterator[Use]:
    seen: set[tuple[FieldPath, Key]] = set()
    for reference in references(record):
        path, target = reference.path, reference.target
        if (path, target) in seen:  # a text may name a record twice
            continue
        seen.add((path, target))
        written = words_at(record.raw.data, path)
        if path[-1] in LANGS and "](" in written.replace("] (", "]("):
            form, written = Form.WORDS, f"{target.kind}:{base_id(target)}"
        elif isinstance(record.model, FrequentQuestion) and path[0] == "links":
            form = Form.LINK
        elif target.scope and written == target.name:
            form = Form.LOCAL
        else:
            form = Form.WHOLE
        yield Use(record, path, target, form, written)


def _of_source_clauses(record: ValidRecord, documents: Mapping[str, set[str]]) -> Iterator[Use]:
    here = record.raw.key
    for i, source in enumerate(getattr(record.model, "sources", ())):
        for scope in sorted(documents.get(source.document, ())):
            if source.clause is not None:
                version = here.version if scope == here.scope else ""
                target = Key("provision", source.clause, scope, version)
                yield Use(record, ("sources", i, "clause"), target, Form.CLAUSE, source.clause)


def addresses(keys: Iterable[Key]) -> dict[str, Key]:
    """The record that stands at each address in the site's first language."""
    return {path_of(key): key for key in keys if key.kind in PUBLISHED and not key.version}


def address_fields(record: ValidRecord) -> Iterator[tuple[FieldPath, str]]:
    """Every field of a record that holds an address of this site, and the address."""
    model = record.model
    if isinstance(model, Site):
        yield from ((("moved", i, "new"), page.new) for i, page in enumerate(model.moved))
    elif isinstance(model, Search):
        yield from ((("pages", i, "page"), item.page) for i, item in enumerate(model.pages))
        for i, query in enumerate(model.expected):
            yield from ((("expected", i, "leads_to", j), a) for j, a in enumerate(query.leads_to))
    elif isinstance(model, FrequentQuestion):
        for i, (first, rest) in enumerate(model.linked):
            if first == PAGE:
                yield ("links", i), rest


def _of_addresses(record: ValidRecord, by_address: Mapping[str, Key]) -> Iterator[Use]:
    for path, address in address_fields(record):
        key = by_address.get(address)
        if key is not None:
            yield Use(record, path, key, Form.ADDRESS, address)


_IDENTIFIER = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")


def part_uses(records: Iterable[ValidRecord], scheme: Key, part: str) -> Iterator[Use]:
    """Where the rules, documents and examples of a version name a part of its calculator.

    A part is a question, an option, a requirement, a limit or a deadline, by its id. The place
    where the part itself stands is among them.
    """
    if not _IDENTIFIER.fullmatch(part):
        return
    for record in records:
        key = record.raw.key
        if key.kind in ("calculator", "checklist", "example") and key == scheme.of(
            key.kind, key.name
        ):
            for path in _naming(record.raw.data, (), part):
                yield Use(record, path, scheme, Form.LOCAL, part)


def _naming(data: object, path: FieldPath, part: str) -> Iterator[FieldPath]:
    if isinstance(data, dict):
        for name, item in data.items():
            if name == part:
                yield (*path, name)
            if name not in LANGS:  # words for readers
                yield from _naming(item, (*path, name), part)
    elif isinstance(data, list):
        for i, item in enumerate(data):
            yield from _naming(item, (*path, i), part)
    elif isinstance(data, str) and data == part:
        yield path
