"""The guides as their readers follow them: the blocks of a page, and a project to run them in.

A block says by its info string what it is: ``sh`` is typed into a shell, ``text`` is what then
stands there, ``yaml`` is written into the file of its title, ``diff`` changes the file that its
first line names. ``tests/guides/test_guides.py`` and ``tests/browser/test_guides.py`` run them all.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import ROOT, noon

LANGS = ("zh", "en")
FOLDERS = {"zh": ROOT / "docs", "en": ROOT / "docs/en"}
LOCALES = {"zh": "zh_TW.UTF-8", "en": "en_GB.UTF-8"}
TODAY = "2026-11-21"

_FENCE = re.compile(
    r'^``` *(?:\{ *\.(?P<named>\w+) +title="(?P<title>[^"]+)" *\}|(?P<lang>\w*))\n'
    r"(?P<text>.*?)^```$",
    re.M | re.S,
)
_HEADING = re.compile(r"^## (?P<title>.*?)(?: \{#(?P<id>[\w-]+)[^}]*\})?$", re.M)


@dataclass(frozen=True)
class Block:
    """A fenced block: what it is, its file where it has one, its text, its line in the page."""

    lang: str
    title: str | None
    text: str
    line: int


@dataclass(frozen=True)
class Section:
    """What stands below a heading of the second rank; the first has no id and no title."""

    id: str
    title: str
    text: str
    blocks: tuple[Block, ...]


def sections(page: Path) -> list[Section]:
    """A page in its sections. Raises ``ValueError`` for a fence that is none of the known forms."""
    text = page.read_text("utf-8")
    blocks = [
        Block(
            found["named"] or found["lang"],
            found["title"],
            found["text"],
            text.count("\n", 0, found.start()) + 1,
        )
        for found in _FENCE.finditer(text)
    ]
    if 2 * len(blocks) != len(re.findall("^```", text, re.M)):
        raise ValueError(f"{page}: a block that the tests cannot read")
    hidden = _FENCE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    headings = [*_HEADING.finditer(hidden)]
    starts = [0, *(heading.start() for heading in headings)]
    ends = [*starts[1:], len(text)]
    names = [
        ("", ""),
        *((heading["id"] or heading["title"], heading["title"]) for heading in headings),
    ]
    lines = [text.count("\n", 0, start) + 1 for start in (*starts, len(text) + 1)]
    return [
        Section(
            id_, title, text[start:end], tuple(b for b in blocks if first <= b.line < last)
        )
        for (id_, title), start, end, first, last in zip(
            names, starts, ends, lines[:-1], lines[1:], strict=True
        )
    ]  # fmt: skip


def write_into(text: str, block: str) -> str:
    """A file of YAML after a reader has written a block into it.

    A field takes the place of the one of its name: at the top, or the only one deeper down.
    The fields of a mapping and the entries of a list join those there; an entry that begins
    with the ``id`` or ``date`` of one there is that entry. What is new comes last.
    """
    edits: list[tuple[int, int, str]] = []
    _mapping(_composed(text), text, _composed(block), block, edits)
    for start, end, new in sorted(edits, key=lambda edit: edit[0])[::-1]:
        text = text[:start] + new + text[end:]
    return text


def _composed(text: str) -> yaml.Node:
    # By libyaml, as the generator reads: PyYAML's own parser does not know "{zh: 哪一組？}".
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    assert node is not None, "a file without a word"
    return node


_Edits = list[tuple[int, int, str]]


def _mapping(there: yaml.Node, text: str, new: yaml.Node, block: str, edits: _Edits) -> None:
    assert isinstance(there, yaml.MappingNode)
    assert isinstance(new, yaml.MappingNode)
    for key, value in new.value:
        found = [old for name, old in there.value if name.value == key.value]
        found = found or _deeper(there, key.value)
        if len(found) != 1:
            end = _after(there, text)
            lines = _lines(block, key.start_mark, value.end_mark, there.start_mark.column)
            edits.append((end, end, lines))
        else:
            _value(found[0], text, value, block, edits)


def _deeper(node: yaml.Node, name: str) -> list[yaml.Node]:
    if isinstance(node, yaml.SequenceNode):
        return [found for item in node.value for found in _deeper(item, name)]
    if not isinstance(node, yaml.MappingNode):
        return []
    return [
        found
        for key, value in node.value
        for found in ([value] if key.value == name else _deeper(value, name))
    ]


def _value(there: yaml.Node, text: str, new: yaml.Node, block: str, edits: _Edits) -> None:
    in_blocks = not getattr(there, "flow_style", True) and not getattr(new, "flow_style", True)
    if in_blocks and isinstance(there, yaml.MappingNode) and isinstance(new, yaml.MappingNode):
        _mapping(there, text, new, block, edits)
    elif in_blocks and isinstance(there, yaml.SequenceNode) and isinstance(new, yaml.SequenceNode):
        for entry in new.value:
            same = [old for old in there.value if _name(old) == _name(entry) is not None]
            if same:
                _mapping(same[0], text, entry, block, edits)
                continue
            end = _after(there, text)
            dash = _lines(block, entry.start_mark, entry.end_mark, there.start_mark.column + 2)
            column = there.start_mark.column
            edits.append((end, end, f"{' ' * column}- {dash[column + 2 :]}"))
    else:
        given = block[new.start_mark.index : new.end_mark.index].rstrip("\n")
        lost = text[there.start_mark.index : there.end_mark.index]
        edits.append(
            (there.start_mark.index, there.start_mark.index + len(lost.rstrip("\n ")), given)
        )


def _after(node: yaml.Node, text: str) -> int:
    """Where the line begins that follows a mapping or list in block style."""
    end: int = node.end_mark.index
    return end if end == len(text) else text.rfind("\n", 0, end) + 1


def _name(entry: yaml.Node) -> tuple[str, str] | None:
    """What tells an entry from the others of its list: the field that it begins with."""
    if not isinstance(entry, yaml.MappingNode):
        return None
    key, value = entry.value[0]
    return (key.value, value.value) if key.value in ("id", "date") else None


def _lines(block: str, start: yaml.Mark, end: yaml.Mark, column: int) -> str:
    """A part of a block, moved to begin in another column."""
    lines = block[start.index : end.index].rstrip().split("\n")
    move = column - start.column
    rest = (" " * move + line if move >= 0 else line[-move:] for line in lines[1:])
    return "\n".join([" " * column + lines[0], *rest]) + "\n"


class Project:
    """A copy of the project in which commands are typed, with what they would install in place.

    Its ``.venv`` has the Python and the MkDocs of this environment, and its marks say that all
    is installed: what ``make`` then runs are the recipes of the real ``Makefile``. Two things are
    otherwise: ``mkdocs serve`` never ends, so ``mkdocs build`` takes its place; and what a server
    has in ``/etc`` and ``/srv`` lies in the folder ``server``.
    """

    def __init__(self, root: Path, lang: str) -> None:
        self.root, self.lang, self.server = root, lang, root / "server"
        for name in (
            "Makefile",
            "environment.py",
            "pyproject.toml",
            *(path.name for path in ROOT.glob("*.lock")),
        ):
            shutil.copy(ROOT / name, root)
        programs = root / ".venv/bin"
        programs.mkdir(parents=True)
        python = programs / "python"
        python.write_text(
            "#!/bin/sh\n"
            '[ "$1 $2 $3" = "-m mkdocs serve" ] && set -- -m mkdocs build --quiet\n'
            f'exec "{sys.executable}" "$@"\n'
        )
        python.chmod(0o755)
        # By which make knows that the environment is this folder's.
        (root / ".venv/pyvenv.cfg").write_text(f"command = python -m venv {root}/.venv\n")
        for mark in (".made", ".site", ".test"):
            (root / ".venv" / mark).touch()
        # Older than what make would make of them, which stands in the project's own folder.
        for name in ("package.json", "package-lock.json"):
            shutil.copy(ROOT / name, root)
            os.utime(root / name, (0, 0))

    def apply(self, block: Block) -> None:
        """Writes a ``yaml`` or ``diff`` block into its file; new lines alone are a new file."""
        if block.lang == "diff":
            first, *rest = block.text.splitlines(keepends=True)
            file = self.root / first.removeprefix("--- ").strip()
            old = "".join(item[1:] for item in rest if item[0] in " -")
            new = "".join(item[1:] for item in rest if item[0] in " +")
            if not old:
                assert not file.exists(), f"{file}: no line says where the new ones go"
                file.write_text(new, "utf-8")
                return
            text = file.read_text("utf-8")
            assert text.count(old) == 1, f"{file}:\n{old}"
            file.write_text(text.replace(old, new), "utf-8")
            return
        assert block.title is not None, f"line {block.line}: a block of YAML names no file"
        file = self.root / block.title
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, "utf-8")
        else:
            text = file.read_text("utf-8")
            written = write_into(text, block.text)
            file.write_text(written, "utf-8")
        assert holds(read(file.read_text("utf-8")), read(block.text)), file

    def environment(self) -> dict[str, str]:
        """The variables of every command: a fixed day, the language, a name for Git."""
        return {
            **{k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS"))},
            "PYTHONPATH": str(ROOT),
            "LC_ALL": LOCALES[self.lang],
            "SOURCE_DATE_EPOCH": str(noon(TODAY)),
            "NO_MKDOCS_2_WARNING": "1",
            **{
                f"GIT_{who}_{what}": value
                for who in ("AUTHOR", "COMMITTER")
                for what, value in (("NAME", "Editor"), ("EMAIL", "editor@example.org"))
            },
            "GIT_CONFIG_GLOBAL": os.devnull,
        }

    def type(self, command: str) -> subprocess.CompletedProcess[str]:
        """What the shell says to a command: both outputs in one."""
        command = re.sub(r"(?<![\w.])/(?=(?:etc/nginx|srv)/)", f"{self.server}/", command)
        return subprocess.run(
            ["sh", "-c", re.sub(r"^sudo ", "", command, flags=re.M)],
            cwd=self.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=300,
            env=self.environment(),
        )


def read(text: str) -> Any:
    """What a text of YAML holds; the names of fields are words, as the project reads them."""
    return _with_words(yaml.load(text, Loader=yaml.CSafeLoader))


def _with_words(data: Any) -> Any:
    if isinstance(data, dict):
        return {
            str(name).lower() if isinstance(name, bool) else name: _with_words(value)
            for name, value in data.items()
        }
    return [_with_words(item) for item in data] if isinstance(data, list) else data


def holds(whole: object, part: object) -> bool:
    """Whether a part stands somewhere in the whole, in this order and with these names."""
    if whole == part or _is_in(whole, part):
        return True
    inner = whole.values() if isinstance(whole, dict) else whole if isinstance(whole, list) else ()
    return any(holds(item, part) for item in inner)


def _is_in(whole: object, part: object) -> bool:
    if isinstance(part, dict) and isinstance(whole, dict):
        return all(key in whole and _is_in(whole[key], part[key]) for key in part)
    if isinstance(part, list) and isinstance(whole, list):
        return all(any(_is_in(item, wanted) for item in whole) for wanted in part)
    return whole == part


def says(output: str, report: str) -> bool:
    """Whether an output has the lines that a guide tells of, where ``…`` is any part of a line.

    How many records there are is no part of what is told: it grows with the data.
    """
    lines = [re.escape(line.rstrip()).replace("…", ".*") for line in report.strip().splitlines()]
    pattern = "\n".join(f" *{line} *" for line in lines)
    counted = r"\d+(?=\\ (?:records|worked|筆資料|個計算))"
    pattern = re.sub(counted, r"\\d+", pattern)
    return re.search(f"^{pattern}$", output, re.M) is not None


def pages() -> Iterator[tuple[str, Path]]:
    """Every page whose blocks are run, with the language of what the terminal says there."""
    for lang, folder in FOLDERS.items():
        yield from ((lang, page) for page in sorted((folder / "guide").glob("*.md")))
        yield lang, folder / "data.md"
    yield "en", ROOT / "README.md"
    yield "en", ROOT / "CONTRIBUTING.md"
