"""XLIFF in: what a translator's program gives back.

In: the bytes of a file of XLIFF 2.0. Out: its units; or, of each, the English to write, and why
another is refused. No entity is ever resolved: a file with a DOCTYPE is not read at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

from translate.storage.xliff2 import Xliff2File

from ..content.translations import Translation, fingerprint_of
from ..diagnostics.errors import GeneratorError
from ..diagnostics.messages import phrase
from .xliff_out import NAMESPACE, english, one_line, units

DONE = ("translated", "reviewed", "final")
"""The states in which a translator calls a text finished."""
_LINK = re.compile(r"\]\s*\(([^)\s]+)\)")


class CannotRead(GeneratorError):
    """The file is no sound XLIFF 2.0."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A text as it came back."""

    file: str
    name: str
    source: str
    target: str
    finished: bool
    plain: bool
    """Whether nothing but text stands in its target."""


@dataclass
class Received:
    """What a file comes to."""

    accepted: list[tuple[Unit, Sequence[Translation]]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    """Why, a line for each unit."""


def read_units(data: bytes, name: str) -> list[Unit]:
    """The units of a file that have a target.

    Raises:
        CannotRead: for what is no XLIFF 2.0, or has a DOCTYPE.
    """
    _refuse_doctype(data, name)
    try:
        store = Xliff2File.parsestring(data)  # type: ignore[no-untyped-call]
        root = store.document.getroot()
    except (ValueError, AssertionError, SyntaxError):
        raise CannotRead(phrase("xliff_not_two", file=name)) from None
    found: list[Unit] = []
    for file in root.iterchildren(f"{{{NAMESPACE}}}file"):
        for unit in file.iter(f"{{{NAMESPACE}}}unit"):
            found += _unit(unit, file.get("original") or "")
    return found


def _refuse_doctype(data: bytes, name: str) -> None:
    """Stop at the first sign of a DOCTYPE, before any entity could be made of it."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise CannotRead(phrase("xliff_doctype", file=name))

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise CannotRead(phrase("xliff_not_xml", file=name, reason=str(error))) from None


def _unit(unit: object, file: str) -> Iterable[Unit]:
    sources, targets, states, plain = [], [], [], True
    for part in unit:  # type: ignore[attr-defined]  # an element of lxml, which has no types
        kind = str(part.tag).removeprefix(f"{{{NAMESPACE}}}")
        if kind not in ("segment", "ignorable"):
            continue
        source = part.find(f"{{{NAMESPACE}}}source")
        target = part.find(f"{{{NAMESPACE}}}target")
        words = "" if source is None else "".join(source.itertext())
        sources.append(words)
        if target is None:
            targets.append(words if kind == "ignorable" else "")
        else:
            targets.append("".join(target.itertext()))
            plain = plain and len(target) == 0
        if kind == "segment":
            states.append(part.get("state", "initial"))
    if "".join(targets).strip():
        name = unit.get("id") or ""  # type: ignore[attr-defined]
        finished = all(state in DONE for state in states)
        yield Unit(file, name, "".join(sources), one_line("".join(targets)), finished, plain)


def received(found: Iterable[Unit], texts: Iterable[Translation]) -> Received:
    """Which units can be taken, with the texts that they are of, and why others cannot."""
    known = units(texts)
    result = Received()
    for unit in found:
        items = known.get((unit.file, unit.name))
        shown = f"{unit.file} {unit.name}"
        if not items:
            result.refused.append(phrase("xliff_no_text", unit=shown))
            continue
        shown = f"{unit.file}:{items[0].mark.line} {items[0].field}"
        wanted = _links(english(items[0])) or _links(unit.source)
        if fingerprint_of(unit.source) != items[0].fingerprint:
            result.refused.append(phrase("xliff_other_source", unit=shown))
        elif not unit.plain:
            result.refused.append(phrase("xliff_elements", unit=shown))
        elif _links(unit.target) not in (wanted, _links(unit.source)):
            links = tuple(sorted(wanted)) or (phrase("xliff_no_links"),)
            result.refused.append(phrase("xliff_links", unit=shown, links=links))
        else:
            result.accepted.append((unit, items))
    return result


def _links(text: str) -> Counter[str]:
    """What the links of a text lead to, and how often."""
    return Counter(_LINK.findall(text))
