"""Edits of YAML files: the data say what was asked for, and no other line changes."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring.yaml_changes import Change, FieldPath, Insert, Remove, Set
from generator.authoring.yaml_edit import CannotEdit, edit, same
from generator.authoring.yaml_text import plain_text
from generator.content.slips.signs import unwanted
from generator.content.yaml_reader import YamlReader

from ..conftest import DATA

FILES = sorted(DATA.rglob("*.yml"))
SOME = [*FILES[::12], DATA / "schemes/virtual-production/calculator.yml"]


def read(text: str) -> Any:
    found = YamlReader("").parse(text.removeprefix("\ufeff"))
    assert found is not None
    return found.data


def scalars(data: object, path: FieldPath = ()) -> Iterator[tuple[FieldPath, object]]:
    if isinstance(data, dict):
        for key, item in data.items():
            yield from scalars(item, (*path, key))
    elif isinstance(data, list):
        for i, item in enumerate(data):
            yield from scalars(item, (*path, i))
    else:
        yield path, data


def lists(data: object, path: FieldPath = ()) -> Iterator[tuple[FieldPath, list[Any]]]:
    if isinstance(data, dict):
        for key, item in data.items():
            yield from lists(item, (*path, key))
    elif isinstance(data, list):
        yield path, data
        for i, item in enumerate(data):
            yield from lists(item, (*path, i))


def at(data: Any, path: FieldPath) -> Any:
    for part in path:
        data = data[part]
    return data


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went and the lines that came."""
    one, other = before.splitlines(True), after.splitlines(True)
    gone, come = [], []
    for tag, i, end, j, until in SequenceMatcher(None, one, other, False).get_opcodes():
        if tag != "equal":
            gone += one[i:end]
            come += other[j:until]
    return gone, come


# --- every file of the data ----------------------------------------------------------------


@pytest.mark.parametrize("file", FILES[::40], ids=lambda file: file.stem)
def test_a_change_to_what_stands_there_changes_no_byte(file: Path) -> None:
    text = file.read_text("utf-8")
    changes = [Set(path, value) for path, value in scalars(read(text))]
    assert edit(text, changes) == text


def test_whole_records_set_to_what_they_are_change_no_byte() -> None:
    for file in FILES:
        text = file.read_bytes().decode()
        assert edit(text, [Set((key,), value) for key, value in read(text).items()]) == text


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_one_text_changes_its_own_line_alone(file: Path) -> None:
    text = file.read_bytes().decode()
    data = read(text)
    places = [(path, value) for path, value in scalars(data) if isinstance(value, str)]
    for path, value in places[:: max(1, len(places) // 4)]:
        new = f"{value} 改"
        after = edit(text, [Set(path, new)])
        gone, come = changed_lines(text, after)
        assert len(gone) == len(come) == 1, path
        assert str(at(read(after), path)) == new
        assert edit(after, [Set(path, value)]) == text  # and back


@pytest.mark.parametrize("file", SOME, ids=lambda file: file.stem)
def test_an_entry_more_or_less_leaves_the_other_lines(file: Path) -> None:
    text = file.read_bytes().decode()
    data = read(text)
    found = [(path, entries) for path, entries in lists(data) if entries]
    for path, entries in found[:: max(1, len(found) // 12)]:
        for index in sorted({0, len(entries) // 2, len(entries)}):
            entry = entries[min(index, len(entries) - 1)]
            after = edit(text, [Insert(path, index, entry)])
            expected = [*entries[:index], entry, *entries[index:]]
            assert same(at(read(after), path), expected), (path, index)
            gone, _ = changed_lines(text, after)
            assert len(gone) <= 1, (path, index)  # the one line, where the list stands on one
            assert edit(after, [Remove((*path, index))]) == text
        for index in sorted({0, len(entries) // 2, len(entries) - 1}):
            after = edit(text, [Remove((*path, index))])
            assert same(at(read(after), path), entries[:index] + entries[index + 1 :])
            _, come = changed_lines(text, after)
            assert len(come) <= 1, (path, index)


@pytest.mark.parametrize("file", SOME, ids=lambda file: file.stem)
def test_every_field_can_go_and_come_back(file: Path) -> None:
    text = file.read_bytes().decode()
    data = read(text)
    names = list(data)
    for name in names if len(names) > 1 else ():
        without = edit(text, [Remove((name,))])
        assert name not in read(without)
        _, come = changed_lines(text, without)
        assert come == []
        again = edit(without, [Set((name,), data[name])], order=lambda path: names)
        assert same(read(again), data)
        assert list(read(again)) == names, "not at its place"


# --- ways of writing -----------------------------------------------------------------------

WRITTEN = """\
# about the file
plain: one  # about one
double: "two: 2"
single: 'it''s'
number: 3.10
flow: {zh: 中, en: Words}
items:
  # about the first
  - id: a
    text: {zh: 甲, en: "A, B"}

  # about the second
  - id: b
    text: {zh: 乙, en: "C, D"}
tight:
- x
- y
long: words that are
  folded over
  three lines
literal: |
  one
  two

folded: >-
  words that
  are folded
  as well
several: [
  a,  # about a
  b,
]
empty:
none: []
"""

CASES: list[tuple[Change, str, str]] = [
    (Set(("plain",), "two"), "plain: one  # about one\n", "plain: two  # about one\n"),
    (Set(("plain",), "a: b"), "plain: one  # about one\n", 'plain: "a: b"  # about one\n'),
    (Set(("plain",), "a #b"), "plain: one  # about one\n", 'plain: "a #b"  # about one\n'),
    (Set(("plain",), "true"), "plain: one  # about one\n", 'plain: "true"  # about one\n'),
    (Set(("plain",), "12"), "plain: one  # about one\n", 'plain: "12"  # about one\n'),
    (Set(("plain",), ""), "plain: one  # about one\n", 'plain: ""  # about one\n'),
    (Set(("plain",), 12), "plain: one  # about one\n", "plain: 12  # about one\n"),
    (Set(("double",), "x"), 'double: "two: 2"\n', 'double: "x"\n'),
    (Set(("double",), 'a\\"b'), 'double: "two: 2"\n', 'double: "a\\\\\\"b"\n'),
    (Set(("single",), "that's"), "single: 'it''s'\n", "single: 'that''s'\n"),
    (Set(("number",), "3.11"), "number: 3.10\n", "number: 3.11\n"),
    (Set(("number",), "third"), "number: 3.10\n", "number: third\n"),
    (Set(("flow", "en"), "A, b"), "flow: {zh: 中, en: Words}\n", 'flow: {zh: 中, en: "A, b"}\n'),
    (Remove(("flow", "zh")), "flow: {zh: 中, en: Words}\n", "flow: {en: Words}\n"),
    (Remove(("items", 1)), '  - id: b\n    text: {zh: 乙, en: "C, D"}\n', ""),
    (Remove(("items", 0, "id")), "  - id: a\n    text: {", "  - text: {"),
    (Insert(("tight",), 1, "z"), "- x\n", "- x\n- z\n"),
    (Insert(("tight",), 0, {"a": "z"}), "tight:\n", "tight:\n- a: z\n"),
    (
        Insert(("items",), 1, {"id": "c", "text": {"zh": "丙", "en": "E"}}),
        'en: "A, B"}\n',
        'en: "A, B"}\n  - id: c\n    text: {zh: 丙, en: E}\n',
    ),
    (
        Set(("long",), "words that are bent over three lines"),
        "  folded over\n",
        "  bent over\n",
    ),
    (Set(("literal",), "one\n2\n"), "  two\n", "  2\n"),
    (Set(("folded",), "words that are bent as well"), "  are folded\n", "  are bent\n"),
    (Insert(("several",), 1, "c"), "  a,  # about a\n", "  a,\n  c,  # about a\n"),
    (Remove(("several", 1)), "  a,  # about a\n  b,\n", "  a,  # about a\n  \n"),
    (Set(("empty",), {"a": "b"}), "empty:\n", "empty:\n  a: b\n"),
    (Set(("empty",), "x"), "empty:\n", "empty: x\n"),
    (Insert(("none",), 0, "x"), "none: []\n", "none: [x]\n"),
    (Insert(("none",), 0, {"a": 1}), "none: []\n", "none:\n  - a: 1\n"),
    (Insert(("new",), 3, "x"), "none: []\n", "none: []\nnew: [x]\n"),
    (Insert(("items", 0, "new"), 0, "x"), 'en: "A, B"}\n', 'en: "A, B"}\n    new: [x]\n'),
    (Set(("new", "inner"), "x"), "none: []\n", "none: []\nnew:\n  inner: x\n"),
]


@pytest.mark.parametrize(("change", "before", "after"), CASES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "bom"])
def test_each_way_of_writing_stays(
    change: Change, before: str, after: str, newline: str, mark: str
) -> None:
    text = mark + WRITTEN.replace("\n", newline)
    assert before in WRITTEN
    expected = mark + WRITTEN.replace(before, after, 1).replace("\n", newline)
    assert edit(text, [change]) == expected


def test_a_file_without_a_last_line_end_stays_without() -> None:
    assert edit("a: 1\nb: 2", [Remove(("b",))]) == "a: 1"
    assert edit("a: 1\nb: 2", [Set(("c",), 3)]) == "a: 1\nb: 2\nc: 3"
    assert edit("a: 1\r\nb: 2", [Remove(("b",))]) == "a: 1"


def test_comments_survive_whatever_changes() -> None:
    comments = [line for line in WRITTEN.splitlines() if line.lstrip().startswith("#")]
    for change, _, _ in CASES:
        after = edit(WRITTEN, [change])
        assert [line for line in after.splitlines() if line.lstrip().startswith("#")] == comments


def test_a_list_that_is_set_touches_only_the_entries_that_differ() -> None:
    items = read(WRITTEN)["items"]
    new = [items[0], {"id": "n", "text": {"zh": "新", "en": "N"}}, items[1]]
    gone, come = changed_lines(WRITTEN, edit(WRITTEN, [Set(("items",), new)]))
    assert gone == []
    assert come == ["  - id: n\n", "    text: {zh: 新, en: N}\n"]


@pytest.mark.parametrize(
    "change",
    [
        Set(("plain", "deeper"), 1),
        Set(("items", 7), 1),
        Set(("items", 7, "id"), 1),
        Set((), {"a": 1}),
        Set(("plain",), float("nan")),
        Set(("plain",), "\ud800"),
        Set(("plain",), object()),
        Set((1,), "x"),
        Insert(("plain",), 0, 1),
        Insert(("flow",), 0, 1),
        Remove(("absent",)),
        Remove(("items", 2)),
        Remove(()),
    ],
)
def test_what_cannot_be_changed_is_said(change: Change) -> None:
    with pytest.raises(CannotEdit):
        edit(WRITTEN, [change])


@pytest.mark.parametrize("text", ["a: [1\n", "a: &x [1]\nb: *x\n", "a: 1\na: 2\n", "- 1\n", ""])
def test_a_file_that_cannot_be_read_is_left_alone(text: str) -> None:
    with pytest.raises(CannotEdit):
        edit(text, [Set(("a",), 1)])


# --- any text, any data --------------------------------------------------------------------

_SEEN = st.characters(exclude_categories=["Cs", "Cc", "Cf"], include_characters="\n\t\r\x85\u2028")
texts = st.text(_SEEN, max_size=20).filter(lambda text: not unwanted(text))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
PLACES = [path for path, _ in scalars(read(WRITTEN))] + [("items", 0), ("tight",), ("flow",)]


@given(st.sampled_from(PLACES), texts)
def test_any_text_can_stand_in_any_place(path: FieldPath, text: str) -> None:
    after = edit(WRITTEN, [Set(path, text)])
    assert same(at(read(after), path), text)


@given(st.sampled_from([*PLACES, ("new",)]), values)
def test_any_data_can_stand_in_any_place(path: FieldPath, value: object) -> None:
    after = edit(WRITTEN, [Set(path, value)])
    assert same(at(read(after), path), value)


@given(st.dictionaries(texts, values, min_size=1, max_size=4))
def test_new_data_reads_as_it_was(data: dict[str, object]) -> None:
    text = plain_text(data)
    assert same(read(text), data)
