"""No input ends in a traceback: every mutant is a built site or errors that say where they are.

A few hundred mutants in the suite; ``make fuzz`` tries more than twenty thousand. A crash names
its seed, and ``hunt(tree, range(seed, seed + 1))`` makes it again.
"""

from __future__ import annotations

import copy
import os
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import build, check
from generator.content.load import TRANSLATIONS
from generator.content.yaml_reader import YamlFloat, YamlInt
from generator.diagnostics.errors import DataErrors
from generator.kinds import KINDS
from generator.models.operators import CONDITIONS, VALUES
from tests.conftest import DATA, SMALL, Run, confirm, make_project
from tests.tools import fuzz
from tests.tools.fuzz import Tree, hunt, mutate

LONG = settings().max_examples > 1000
REAL = 12_000 if LONG else 100
FEW = 6_000 if LONG else 200
BUILDS = 40 if LONG else 2


def _small(folder: Path) -> Path:
    shutil.copytree(SMALL, folder / "data")
    shutil.copy(DATA / "interface.yml", folder / "data")
    return folder / "data"


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return Tree(DATA, tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="module")
def little(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """The small tree: a record of each kind, so that rules and links are often hit."""
    data = _small(tmp_path_factory.mktemp("little"))
    return Tree(data, tmp_path_factory.mktemp("scratch"))


# --- bytes ----------------------------------------------------------------------------


def test_mutants_of_the_real_files(real: Tree) -> None:
    crashes, counts = hunt(real, range(REAL))
    assert crashes == [], "\n".join(map(str, crashes[:5]))
    assert len(counts) > 5, counts
    assert counts["site"] > REAL / 10, counts


def test_mutants_of_the_small_tree(little: Tree) -> None:
    crashes, counts = hunt(little, range(FEW))
    assert crashes == [], "\n".join(map(str, crashes[:5]))
    assert len(counts) > 5, counts


def test_a_crash_is_found_and_can_be_made_again(
    little: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise KeyError("a slip of the program")

    monkeypatch.setattr(fuzz, "validate", fail)
    first, _ = hunt(little, range(3))
    again, _ = hunt(little, range(3))
    assert [crash.seed for crash in first] == [0, 1, 2]
    assert [crash.content for crash in first] == [crash.content for crash in again]
    assert "a slip of the program" in str(first[0])


def test_mutants_of_the_lock(tmp_path: Path) -> None:
    data = _small(tmp_path)
    found = check(data)[0].translations
    confirm(found, found, data)
    lock = data / TRANSLATIONS
    sound = lock.read_bytes()
    chance = random.Random(0)
    outcomes = {_files_at_fault(data)}
    for _ in range(FEW // 10):
        lock.write_bytes(mutate(sound, sound, chance))
        outcomes.add(_files_at_fault(data))
    assert outcomes == {(), (f"data/{TRANSLATIONS}",)}


def _files_at_fault(data: Path) -> tuple[str, ...]:
    try:
        check(data)
    except DataErrors as errors:
        return tuple({error.file for error in errors.errors})
    return ()


# --- structure ------------------------------------------------------------------------

NAMES = sorted(
    {name for kind in KINDS.values() for name in kind.model.model_fields}
    | {*CONDITIONS, *VALUES, "zh", "en", "fact", "options", "cases", "of", "percent", "date"}
)
WORDS = [
    *("category", "minutes", "cost", "approved_on", "registered", "long", "short", "completion"),
    *("rules", "bureau", "town", "jane-doe", "hall", "1", "2.1", "base", "grant/1", "2020-02-29"),
    *(
        "[x](term:grant)",
        "**",
        "`",
        "[](",
        "TWD",
        "{{ t }}",
        "<b>",
        "",
        "{: a}",
        "臺中。",
        "\u2028",
    ),
]
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.sampled_from([0, 1, 2, 50, 99, 100, 101, 2**53])
    | st.floats()
    | st.dates()
    | st.sampled_from(WORDS)
    | st.sampled_from(NAMES)
    | st.text(max_size=20)
)
COMPARISONS, OPERATORS = st.sampled_from(sorted(CONDITIONS)), st.sampled_from(sorted(VALUES))
THINGS = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from([*NAMES, *WORDS]), inner, max_size=3)
        | st.fixed_dictionaries({"zh": inner, "en": inner})
        | st.builds(lambda name, a, b: {name: [a, b]}, COMPARISONS, inner, inner)
        | st.builds(lambda name, a: {name: a}, OPERATORS, inner)
    ),
    max_leaves=8,
)


def _places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every list or mapping in a record with each of its indexes or names."""
    inside = data.items() if isinstance(data, dict) else enumerate(data)
    for name, item in list(inside):
        yield data, name
        if isinstance(item, dict | list):
            yield from _places(item)


@given(st.data())
def test_a_record_of_another_structure(little: Tree, data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(little.files))
    record = copy.deepcopy(little.records[file].raw.data)
    for _ in range(data.draw(st.integers(1, 3))):
        places = list(_places(record))
        if not places:
            break
        inside, name = data.draw(st.sampled_from(places))
        change = data.draw(st.sampled_from(["other", "other", "other", "gone", "more", "swap"]))
        if change == "other":
            inside[name] = data.draw(THINGS)
        elif change == "gone":
            del inside[name]
        elif change == "swap":
            other, key = data.draw(st.sampled_from(places))
            inside[name] = copy.deepcopy(other[key]) if key in _names(other) else None
        elif isinstance(inside, list):
            inside.insert(name, copy.deepcopy(inside[name]))
        else:
            inside[data.draw(st.sampled_from(NAMES))] = data.draw(THINGS)
    little.outcome(file, _yaml(record).encode("utf-8", "surrogatepass"))


def _names(inside: Any) -> Any:
    return inside if isinstance(inside, dict) else range(len(inside))


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True

    def represent_number(self, data: Any) -> yaml.Node:
        """A number with its words, as the loader has kept them."""
        return self.represent_scalar("tag:yaml.org,2002:float", data.text)


for remaining in (YamlInt, YamlFloat):
    _Dumper.add_representer(remaining, _Dumper.represent_number)


def _yaml(record: Any) -> str:
    text: str = yaml.dump(record, Dumper=_Dumper, allow_unicode=True)
    return text


# --- whole builds, files and names ------------------------------------------------------


def test_a_build_ends_in_a_site_or_in_words(tmp_path: Path, little: Tree, run: Run) -> None:
    project = make_project(_small(tmp_path))
    ends = set()
    for seed in range(BUILDS):
        chance = random.Random(seed)
        file = chance.choice(little.files)
        content = little.content(file)
        # Every other one is a change of words, which mostly ends in a site.
        changed = (
            content.replace("。".encode(), b"!") if seed % 2 else mutate(content, content, chance)
        )
        (project / file).write_bytes(changed)
        done = run("mkdocs", "build", "-q", "-d", project / "out", cwd=project)
        (project / file).write_bytes(content)
        assert "Traceback" not in done.stderr, (seed, done.stderr)
        assert done.returncode in (0, 1), seed
        assert (done.returncode == 1) == ("data/" in done.stderr), (seed, done.stderr)
        ends.add(done.returncode)
    assert 0 in ends


ODD_NAMES = {
    b"people/\xff.yml": "E002",
    "people/杜.yml".encode(): "E030",
    b"people/a\nb.yml": "E030",
    b"people/-.yml": "E002",
    b"people/a..yml": "E030",
    b"people/CON.yml": "E030",
    b"people/jane-doe.yaml": "E031",
    b"translations.lock.yml": "E002",
    b"schemes/grant/provisions/100.yml": "E002",
    b"schemes/grant/provisions/0.yml": "E002",
    b"schemes/grant/provisions/1.1.1.1.1.yml": "E002",
}
"""File names, and what is said of each: no such place, the name that was meant, a copy."""


@pytest.mark.parametrize(
    ("form", "code"),
    [("text", r":1:1: (E\d+) "), ("json", r'"code": "(E\d+)"'), ("github", r"title=(E\d+)::")],
)
def test_files_with_odd_names(tmp_path: Path, run: Run, form: str, code: str) -> None:
    data = _small(tmp_path)
    for name in ODD_NAMES:
        with open(os.path.join(os.fsencode(data), name), "wb") as file:
            file.write(b"text: {zh: x, en: x}\n")
    done = run("generator", "check", "--format", form, cwd=tmp_path)
    assert done.returncode == 1
    assert sorted(re.findall(code, done.stdout + done.stderr)) == sorted(ODD_NAMES.values())
    assert "Traceback" not in done.stderr


# The words of the search are lists, and no page shows them.
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "search"])
def test_the_highest_and_the_longest_are_shown(tmp_path: Path, kind: str) -> None:
    """What is long is shown, not cut off by an error: a text of 100,000 characters."""
    data = _small(tmp_path)
    file = next(r.file for r in Tree(data, tmp_path).loaded.records if r.key.kind == kind)
    text = (tmp_path / file).read_text("utf-8")
    (tmp_path / file).write_text(text.replace("zh: ", f"zh: {'長' * 100_000}", 1), "utf-8")
    assert all(page.markdown for page in build(data).pages)
