"""Labels: each that the code asks for is in the data, and each in the data is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.labels import LABELS
from tests.tools.label_uses import Use, all_uses, in_python, in_scripts, in_templates
from tests.tools.labels import MODULE, keys_of_the_data, module


@pytest.fixture(scope="module")
def uses() -> list[Use]:
    return list(all_uses())


def test_the_module_of_the_keys_is_that_of_the_data() -> None:
    assert MODULE.read_text("utf-8") == module(keys_of_the_data()), (
        "write it anew: python -m tests.tools.labels"
    )


def test_no_label_is_missing(uses: list[Use]) -> None:
    """Of what Python names mypy says so; more in it is called so than labels."""
    outside = [use for use in uses if not use.place.partition(":")[0].endswith(".py")]
    assert len(outside) > 300
    assert [use for use in outside if use.label not in LABELS] == []


def test_no_label_is_unused(uses: list[Use]) -> None:
    assert sorted(set(LABELS) - {use.label for use in uses}) == []


def _written(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder


def test_what_a_template_asks_for(tmp_path: Path) -> None:
    folder = _written(tmp_path, "a.j2", '{{ t.home }}\n{{ t["rules"] }}{{ other.words }}')
    assert list(in_templates(folder)) == [Use("home", "a.j2:1"), Use("rules", "a.j2:2")]


def test_a_template_puts_no_key_together(tmp_path: Path) -> None:
    folder = _written(tmp_path, "a.j2", '{{ t["note_" ~ kind] }}')
    with pytest.raises(AssertionError, match=r"a\.j2:1"):
        list(in_templates(folder))


@pytest.mark.parametrize(
    ("script", "labels"),
    [
        ('text("a")', ["a"]),
        ('this.text(x ? "a" : "b")', ["a", "b"]),
        ('const key = x ? "a" : "b";\nwording.text(key);', ["a", "b"]),
        ('const f = (key) => text(key);\nf("a"); f("b");', ["a", "b"]),
        ('class A { f(n, key = "a") { return text(key); } g() { this.f(1, "b"); } }', ["a", "b"]),
        ('["a", "b"].map((key) => text(key));', ["a", "b"]),
        ('const f = ({ key, act }) => text(key);\nf({ key: "a", act });', ["a"]),
        ('const x = words[n].asks;', ["asks"]),
    ],
)  # fmt: skip
def test_what_a_script_asks_for(tmp_path: Path, script: str, labels: list[str]) -> None:
    folder = _written(tmp_path, "a.js", script)
    assert sorted(use.label for use in in_scripts(folder, "c_")) == [f"c_{n}" for n in labels]


def test_what_a_script_puts_together_has_known_ends(tmp_path: Path) -> None:
    folder = _written(tmp_path, "a.js", 'text("status_" + x)')
    found = {use.label for use in in_scripts(folder, "calculator_")}
    assert "calculator_status_met" in found
    assert found <= set(LABELS)
    folder = _written(tmp_path, "a.js", "text(`tone_${x}`)")
    with pytest.raises(AssertionError, match="tone_"):
        list(in_scripts(folder, "calculator_"))


def test_a_script_does_not_ask_for_what_cannot_be_known(tmp_path: Path) -> None:
    folder = _written(tmp_path, "a.js", "text(x.key)")
    with pytest.raises(AssertionError, match=r"a\.js:1"):
        list(in_scripts(folder, "calculator_"))


def test_what_python_asks_for(tmp_path: Path) -> None:
    folder = _written(
        tmp_path,
        "a.py",
        't["home"]\nself.labels["rules"]\nMAP: Mapping[Kind, Label] = {K: "stops"}\nother["no"]',
    )
    assert {use.label for use in in_python([folder / "a.py"])} == {"home", "rules", "stops"}
