"""Mutants of the data: files as a slip, a bad editor or a malicious hand would leave them.

:func:`mutate` changes bytes, :func:`outcome` says what comes of one changed file. It goes the
way of a build, but does anew only what the file can change: the other records are read and
found valid once, and of the pages only those that show the record are written.
"""

from __future__ import annotations

import random
import re
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from unittest.mock import patch

from generator.api.export import export
from generator.content import link as linking
from generator.content.catalogue import Catalogue
from generator.content.link import Reference, link, references
from generator.content.load import Loaded, RawRecord, load
from generator.content.translations import Lock, Translation, read_lock, translations
from generator.content.validate import ValidRecord, validate
from generator.diagnostics import messages
from generator.diagnostics.errors import DataError, DataErrors, GeneratorError
from generator.kinds import KINDS, PUBLISHED
from generator.languages import LANGS
from generator.pages import render as rendering
from generator.pages.context import PageInputs
from generator.pages.embed import embed
from generator.pages.environment import environment
from generator.pages.render import render
from generator.rules.compile import compile_calculators
from generator.rules.record_types import check_types
from generator.rules.soundness import check_soundness
from generator.rules.worked_examples import RuleResults, run_examples
from generator.site.routes import address as address_of
from generator.site.routes import page

TOKENS = [
    *(bytes([item]) for item in b"{}[]:,-#&*!|>'\"%@`~?\\/\t\n\0\x07\x7f\xff\xc3"),
    *(b": ", b" #", b"- ", b"? ", b"\r\n", b"\n---\n", b"\n...\n", b"|\n", b">-\n"),
    *(b"&a ", b"*a", b"<<: *a", b"!!binary ", b"!!python/name:os.system ", b"[]", b"{}", b'""'),
    *(item.encode() for item in ("\ufeff", "\u2028", "\x85", "\u200b", "\U0001f600", "臺", "。")),
    *(b"\xed\xa0\x80", b"\\u0000", b"[" * 200, b"{a: " * 150, b"- " * 300),
    *(b"null", b"true", b"0", b"-1", b"1e999", b"-0.0", b".nan", b".inf", b"9" * 30, b"9" * 500),
    *(b"0x10", b"1_000", b"3.10", b"100", b"2024-02-30", b"9999-12-31", b"0001-01-01", b"1:30"),
    *(b"<script>", b"{: onclick=x}", b"](javascript:x)", b"](person:nobody)", b"[x](person:"),
    *(b"**", b"{{ x }}", b"{% x %}", b"{amount}", b"__proto__", b"constructor"),
]


def mutate(original: bytes, other: bytes, chance: random.Random) -> bytes:
    """The bytes of a file with one to four changes; ``other`` is a file to take parts from."""
    data = bytearray(original)
    for _ in range(chance.choice([1, 1, 1, 2, 4])):
        at, end = _span(len(data), chance)
        if chance.random() < 0.95:  # mostly between characters, or nothing but encodings is tried
            at, end = _boundary(data, at), _boundary(data, end)
        kind = chance.randrange(9)
        if kind == 0 and data:  # another byte
            data[at % len(data)] = chance.choice([chance.randrange(256), chance.randrange(32, 127)])
        elif kind == 1:  # a bit of anything
            data[at:at] = bytes(chance.randrange(32, 127) for _ in range(chance.choice([1, 2, 8])))
        elif kind in (2, 3):
            data[at:at] = chance.choice(TOKENS)
        elif kind == 4:
            del data[at:end]
        elif kind == 5:  # twice
            data[at:at] = data[at:end]
        elif kind == 6:  # a word or figure that YAML reads becomes another
            words = list(re.finditer(rb"[\w.-]+", bytes(data)))
            if words:
                word = chance.choice(words)
                data[word.start() : word.end()] = chance.choice(
                    [*TOKENS, chance.choice(words).group()]
                )
        elif kind == 7:  # lines elsewhere
            lines = bytes(data).splitlines(keepends=True)
            chance.shuffle(lines)
            data = bytearray(b"".join(lines[: len(lines) - chance.randrange(2)]))
        else:  # a part of another file
            start = chance.randrange(len(other) + 1)
            data[at:end] = other[start : start + chance.choice([5, 50, 500])]
    return bytes(data)


_environment = cache(environment)
"""Templates are compiled once."""


def _span(size: int, chance: random.Random) -> tuple[int, int]:
    at = chance.randrange(size + 1)
    return at, min(size, at + chance.choice([1, 3, 20, 200]))


def _boundary(data: bytearray, at: int) -> int:
    """The beginning of the UTF-8 character at a place."""
    while at < len(data) and data[at] & 0xC0 == 0x80:
        at -= 1
    return at


@dataclass
class Tree:
    """A sound tree of data, in which one file at a time is another."""

    data: Path
    scratch: Path

    @cached_property
    def loaded(self) -> Loaded:
        return load(self.data)

    @cached_property
    def records(self) -> dict[str, ValidRecord]:
        """By file."""
        records, errors = validate(self.loaded.records)
        assert not [*self.loaded.errors, *errors]
        return {record.raw.file: record for record in records}

    @cached_property
    def lock(self) -> Lock:
        return read_lock(self.data)[0]

    @cached_property
    def results(self) -> RuleResults:
        catalogue = link(self.records.values(), (), lock=self.lock)[0]
        calculators = compile_calculators(catalogue)
        return RuleResults(calculators, run_examples(catalogue, calculators)[0])

    @cached_property
    def files(self) -> tuple[str, ...]:
        return tuple(sorted(self.records))

    @cached_property
    def _known_references(self) -> dict[str, list[Reference]]:
        return {file: list(references(record)) for file, record in self.records.items()}

    def _references(self, record: ValidRecord) -> Iterable[Reference]:
        """References of a record that has not changed are found once."""
        file = record.raw.file
        known = record is self.records[file]
        return self._known_references[file] if known else references(record)

    @cached_property
    def _known_translations(self) -> dict[str, tuple[Translation, ...]]:
        return {f: translations(record.raw, self.lock) for f, record in self.records.items()}

    def _translations(self, raw: RawRecord, lock: Lock) -> tuple[Translation, ...]:
        """Nor are the texts of such a record looked up again."""
        known = raw is self.records[raw.file].raw
        return self._known_translations[raw.file] if known else translations(raw, lock)

    def content(self, file: str) -> bytes:
        return (self.data.parent / file).read_bytes()

    def outcome(self, file: str, content: bytes) -> tuple[str, ...]:
        """The codes of the errors of the tree with this file; none where a site is built.

        Raises:
            AssertionError: for an error that does not say where it is, or in one language only.
            Exception: whatever a build must never end in.
        """
        try:
            self._build(file, content)
        except DataErrors as errors:
            return tuple(map(self._told, errors.errors))
        except GeneratorError as error:
            return (str(error).partition(": ")[0],)
        return ()

    def _told(self, error: DataError) -> str:
        assert error.file.startswith("data/"), error
        assert error.line >= 1, error
        assert error.column >= 1, error
        for lang in LANGS:
            messages.speak(lang)
            try:
                words = str(error)
            finally:
                messages.speak(None)
            assert words.startswith(f"{error.file}:{error.line}:{error.column}: {error.code} ")
        return error.code

    def _build(self, file: str, content: bytes) -> None:
        path = self.scratch / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        try:
            self._build_with(path, file)
        finally:
            path.unlink()

    def _build_with(self, path: Path, file: str) -> None:
        loaded = load(self.scratch / "data")
        changed, errors = validate(loaded.records)
        errors += loaded.errors
        records = {**self.records, **{record.raw.file: record for record in changed}}
        broken = set() if changed else {records.pop(file).raw.key}
        with (
            patch.object(linking, "references", self._references),
            patch.object(linking, "translations", self._translations),
        ):
            catalogue, link_errors = link(records.values(), broken, lock=self.lock)
        errors += [*link_errors, *check_types(records.values(), broken)]
        if errors:
            raise DataErrors(errors, self.scratch)
        results = self.results
        if file.startswith("data/schemes/"):
            calculators = compile_calculators(catalogue)
            examples, errors = run_examples(catalogue, calculators)
            errors += check_soundness(catalogue, calculators)
            if errors:
                raise DataErrors(errors, self.scratch)
            results = RuleResults(calculators, examples)
        self._write(catalogue, results, file)

    def _write(self, catalogue: Catalogue, results: RuleResults, file: str) -> None:
        raw = next(e.raw for kind in KINDS.values() for e in catalogue.all(kind)
                   if e.raw.file == file)  # fmt: skip
        whole = ""
        if raw.key.kind in PUBLISHED:
            whole = address_of(raw.key, "zh").partition("#")[0]
        wanted = {page(whole, lang) for lang in LANGS}
        with patch.object(rendering, "environment", _environment):
            pages = render(PageInputs.of(catalogue, results))
        for item in pages:
            if item.address in wanted:
                assert item.markdown
        if raw.key.kind in (
            "scheme",
            "calculator",
            "checklist",
            "example",
            "provision",
            "interface",
        ):
            export(catalogue, results)
            embed(catalogue, "https://site.example/")


@dataclass(frozen=True)
class Crash:
    """A mutant that ends in anything but a site or errors; ``seed`` makes it again."""

    seed: int
    file: str
    content: bytes
    trace: str

    def __str__(self) -> str:
        return f"seed {self.seed}, {self.file}\n{self.trace}"


def hunt(tree: Tree, seeds: range) -> tuple[list[Crash], dict[str, int]]:
    """The crashes of these mutants, and how many there were of each outcome."""
    crashes: list[Crash] = []
    counts: dict[str, int] = {}
    for seed in seeds:
        chance = random.Random(seed)
        file, other = chance.choice(tree.files), chance.choice(tree.files)
        content = mutate(tree.content(file), tree.content(other), chance)
        try:
            codes = tree.outcome(file, content)
        except Exception:  # that is what is hunted for
            crashes.append(Crash(seed, file, content, traceback.format_exc(limit=-6)))
        else:
            for code in set(codes) or {"site"}:
                counts[code] = counts.get(code, 0) + 1
    return crashes, counts
