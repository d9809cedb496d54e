"""``python -m generator search``: what is found and why, what is not, and what is missing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.staff.built_site import CannotSearch, ask
from tests.conftest import Run

MEND = {
    "node": "pip install -r requirements-node.lock",
    "site": "mkdocs build",
}


def _search(run: Run, project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run("generator", "search", *arguments, cwd=project)


def test_a_result_says_which_words_it_has_and_where(run: Run, searched: Path) -> None:
    done = _search(run, searched, "building halls xylophone", "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")
    text = done.stdout
    assert text.startswith("Looked up: “building”, “halls”, “xylophone”\nOn no page: “xylophone”\n")
    first = text[text.index(" 1. ") :].split("\n\n")[0].splitlines()
    assert first[0].removeprefix(" 1. ") == "Halls"
    assert first[1].strip() == "en/policies/halls/"
    assert "    title: “Halls”" in first
    assert any(line.startswith("    text: ") and "“halls”" in line.lower() for line in first)
    assert "    lacks: “xylophone”" in first
    assert "asked_as" in text.splitlines()[-1]
    assert "data/search.yml" in text.splitlines()[-1]


def test_a_phrase_is_named_as_such(run: Run, searched: Path) -> None:
    done = _search(run, searched, "where have they been", "--lang", "en", "--format", "json")
    first = json.loads(done.stdout)["results"][0]
    assert first["address"] == "en/visits/"
    assert first["why"]["best"] == {"fit": 1, "field": "phrase", "text": "where have they been"}
    assert "phrase" in [found["field"] for found in first["why"]["where"]]


def test_the_language_is_that_of_the_query_unless_it_is_given(run: Run, searched: Path) -> None:
    for query, lang, given in (("會堂", "zh-Hant", ()), ("會堂", "en", ("--lang", "en"))):
        done = _search(run, searched, query, *given, "--format", "json")
        reply = json.loads(done.stdout)
        assert reply["lang"] == lang
        assert reply["results"]


def test_rewritten_words_are_written_as_pages_write_them(run: Run, searched: Path) -> None:
    done = _search(run, searched, "怎麼領錢", "--lang", "zh")
    assert done.stdout.splitlines()[0] == "查的詞：「撥付」"


def test_nothing_found_is_no_mistake_and_says_what_would_help(run: Run, searched: Path) -> None:
    done = _search(run, searched, "鋼琴", "--lang", "zh")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:2] == ["查的詞：「鋼琴」", "沒有一頁寫到：「鋼琴」"]
    assert "什麼都找不到。" in done.stdout
    assert "沒有一頁寫到「鋼琴」" in done.stdout.splitlines()[-1]


def test_the_list_names_what_is_not_answered_and_what_is_found(run: Run, searched: Path) -> None:
    done = _search(run, searched, "--lang", "en")
    assert (done.returncode, done.stderr) == (1, "")
    text = done.stdout
    lines = (searched / "data/search.yml").read_text("utf-8").splitlines()
    for query in ("xylophone", "town hall"):
        line = lines.index(f"  - query: {query}") + 1
        assert f"data/search.yml:{line}: {query}" in text
    assert text.splitlines()[0].endswith(f"{text.count('to be found: ')} of 4.")
    assert ": halls\n" not in text
    assert "to be found: en/policies/halls/" in text
    assert "found instead: Nothing was found." in text
    assert "    1. " in text


def test_without_a_site_or_with_an_old_one_there_is_a_way(
    run: Run, searched: Path, tmp_path: Path
) -> None:
    shutil.copytree(searched / "data", tmp_path / "data")
    done = _search(run, tmp_path, "halls", "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert MEND["site"] in done.stderr
    shutil.copytree(searched / "site", tmp_path / "site")
    index = tmp_path / "site/assets/search/index.json"
    later = index.stat().st_mtime + 60
    os.utime(tmp_path / "data/policies/halls.yml", (later, later))
    done = _search(run, tmp_path, "halls", "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert "data/policies/halls.yml" in done.stderr
    assert MEND["site"] in done.stderr


def test_without_node_there_is_a_way(searched: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name, path=None: None)
    with pytest.raises(CannotSearch, match=MEND["node"]):
        ask(searched / "site", [], {})


def test_the_published_site_has_none_of_it(searched: Path, real_site: tuple[Path, str]) -> None:
    for site in (searched / "site", real_site[0]):
        names = {path.name for path in site.rglob("*") if path.is_file()}
        assert not names & {"explain.js", "lines.js", "staff.js", "staff.json"}
        for page in ("search", "en/search"):
            assert "staff" not in (site / page / "index.html").read_text("utf-8")
