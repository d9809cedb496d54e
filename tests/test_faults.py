"""No green check is followed by a traceback: what check accepts is built, and the rest is told."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import cli as command_line
from generator.api.page_table import Cell, PageTable, Words
from generator.api.table_files import to_csv
from generator.build import check, make
from generator.commands import COMMANDS
from generator.content.catalogue import Catalogue
from generator.content.translations import State, Translation
from generator.content.versions import today
from generator.diagnostics import messages
from generator.diagnostics.codes import Code
from generator.diagnostics.errors import DataErrors, GeneratorError, Unexpected, working_on
from generator.kinds import KINDS
from generator.languages import LANGS
from generator.models.quantity import quantity
from tests.conftest import DATA, ROOT, Run, make_project
from tests.tools.links import check_links

UNEXPECTED = {
    "zh": "程式在這裡遇到沒有料到的情況（ZeroDivisionError: a fault）。網站沒有更動。",
    "en": "does not expect (ZeroDivisionError: a fault). The site was not changed.",
}


def _chinese(translation: Translation) -> str:
    value: Any = translation.raw.data
    for part in translation.path:
        value = value[part]
    return str(value["zh"])


@pytest.fixture(autouse=True)
def _the_locale_s_language() -> Iterator[None]:
    yield
    messages.speak(None)


@pytest.fixture
def project(data_copy: Path) -> Path:
    """The real data with the project's configuration."""
    return make_project(data_copy)


def _rewrite(data: Path, text: Translation, **words: str) -> None:
    """Write other words in the place of a text, by language."""
    node = text.raw.node
    for part in text.path:
        if isinstance(node, yaml.MappingNode):
            node = next(value for key, value in node.value if key.value == part)
        else:
            node = node.value[part]
    file = data.parent / text.raw.file
    source = file.read_text("utf-8")
    there = {key.value: value for key, value in node.value}
    for lang in sorted(words, key=lambda lang: -there[lang].start_mark.index):
        start, end = there[lang].start_mark.index, there[lang].end_mark.index
        quoted = json.dumps(words[lang], ensure_ascii=False).replace("\u2028", "\\u2028")
        end_of_line = "\n" if source[start:end].endswith("\n") else ""
        source = source[:start] + quoted + end_of_line + source[end:]
    file.write_text(source, "utf-8")


# --- stale English of every kind ------------------------------------------------------------


@pytest.fixture(scope="module")
def stale_project(
    tmp_path_factory: pytest.TempPathFactory, run: Run
) -> tuple[Path, dict[str, Translation]]:
    """The built site in which one text of each kind is stale, and these texts by kind."""
    root = tmp_path_factory.mktemp("stale")
    shutil.copytree(DATA, root / "data")
    make_project(root / "data")
    for text in {
        translation.raw.key.kind: translation
        for translation in check(root / "data")[0].translations
    }.values():
        _rewrite(root / "data", text, zh=f"{_chinese(text)}改")
    done = run("mkdocs", "build", "-q", cwd=root)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    translations = check(root / "data")[0].translations
    return root, {
        translation.raw.key.kind: translation
        for translation in translations
        if translation.state is State.STALE
    }


# The words of the search are no translations of each other.
@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"search"}))
def test_a_stale_text_is_listed_with_a_link_to_where_it_stands(
    stale_project: tuple[Path, dict[str, Translation]], kind: str
) -> None:
    root, texts = stale_project
    place = f"{texts[kind].raw.file}:{texts[kind].mark.line}"
    for page in ("translations", "en/translations"):
        html = (root / "site" / page / "index.html").read_text("utf-8")
        (entry,) = (part for part in html.split("<li>") if f"{place}</code>" in part)
        assert ("<a href=" in entry) == (kind not in ("site", "interface")), entry
        if kind == "changes":
            entries = texts[kind].raw.data["entries"]
            assert isinstance(entries, list)
            assert f'changes/#{entries[-1]["id"]}">' in entry


# --- words of every kind that check accepts --------------------------------------------------

ODD = {
    "entities": "Put it in &lt;title&gt; &amp;amp; &quot;here&quot; &#42; &nbsp;",
    "signs": "a < b > c & d \"e\" 'f' ` * _ [ ] \\ # | ~ ! {{ 7 * 7 }} {% raw %} ${x} $x {0} 🎬𠮷",
    "line breaks": "\n one\n===\n\n two\r\n--- \u2028 four\r\r",
    "a heading": "# one {#two}",
    "a long word": "x" * 300,
}


def _fields(catalogue: Catalogue) -> list[Translation]:
    """A text of each field of each kind of record, but for labels with a place to be filled.

    A cell that a picture draws has to stay a number.
    """
    fields = {
        (translation.raw.key.kind, translation.field): translation
        for translation in catalogue.translations
        if translation.field != "tables.rows" or quantity(_chinese(translation)) is None
    }
    return [field for field in fields.values() if "{" not in _chinese(field)]


def _write_all(data: Path, catalogue: Catalogue, words: Iterator[str]) -> None:
    # From the last of a file to its first, so that the places of the others stay.
    for text in sorted(_fields(catalogue), key=lambda item: (item.mark.line, item.mark.column))[
        ::-1
    ]:
        odd = next(words)
        _rewrite(data, text, zh=odd, en=odd)


@pytest.mark.parametrize("words", ODD.values(), ids=ODD)
def test_what_the_data_may_hold_can_be_made(
    data_copy: Path, catalogue: Catalogue, words: str
) -> None:
    _write_all(data_copy, catalogue, cycle([words]))
    make(*check(data_copy))


def _check_and_build(project: Path, run: Run) -> None:
    done = run("generator", "check", cwd=project)
    assert done.returncode == 0, done.stderr
    done = run("mkdocs", "build", "-q", cwd=project)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    check_links(project / "site")


def test_what_check_accepts_is_built(project: Path, catalogue: Catalogue, run: Run) -> None:
    _write_all(project / "data", catalogue, cycle(ODD.values()))
    _check_and_build(project, run)


def test_lines_in_every_text_are_built(small_project: Path, run: Run) -> None:
    data = small_project / "data"
    _write_all(data, check(data)[0], cycle(["\n one\n\n two\n"]))
    with (data / "glossary/grant.yml").open("a", encoding="utf-8") as term:
        term.write("unlinked: {zh: 沒有一處提到, en: Nothing names it now}\n")
    _check_and_build(small_project, run)


def test_plain_words_are_not_read_as_markdown_again() -> None:
    words = Words.of(zh="*a* &amp; <title>", en="*a* &amp; <title>")
    assert "*a* &amp; <title>" in to_csv(PageTable("a/b", words, (), ((Cell(words),),)), "en")


def _codes(data: Path, name: str, text: str) -> set[Code]:
    (data / name).write_text(text, "utf-8")
    with pytest.raises(DataErrors) as caught:
        check(data)
    return {error.code for error in caught.value.errors}


@pytest.mark.parametrize("link", ["https://[網址]", "http://[::1", "https:evil.example", "http:x"])
def test_a_link_that_cannot_be_taken_apart_is_refused(small: Path, link: str) -> None:
    text = f'name: {{zh: 臺中市, en: "[x]({link})"}}\nrole: {{zh: 局長, en: Director}}\n'
    assert Code.BAD_LINK in _codes(small, "people/jane-doe.yml", text)


def test_a_text_of_blanks_is_empty(small: Path) -> None:
    text = "name: {zh: '  ', en: Jane}\nrole: {zh: 局長, en: \"\\n\"}\n"
    assert Code.EMPTY_TEXT in _codes(small, "people/jane-doe.yml", text)


def test_check_finds_what_a_build_would_stumble_over(project: Path, run: Run) -> None:
    """A label that has lost the place for its day in both languages."""
    interface = project / "data/interface.yml"
    text = interface.read_text("utf-8")
    (line,) = re.findall("^on_none: .+{day}.+{day}.+$", text, re.MULTILINE)
    interface.write_text(text.replace(line, line.replace("{day}", "that day")), "utf-8")
    done = run("generator", "check", "--lang", "en", cwd=project)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("data/interface.yml: a label is missing")
    assert "Traceback" not in done.stderr


# --- exceptions that nobody expects ------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_an_unexpected_exception_of_a_command_is_one_message(
    lang: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object, **__: object) -> None:
        with working_on("data/people/jane-doe.yml"):
            raise ZeroDivisionError("a fault")

    commands = (
        ["check"],
        ["new-version", "grant", "2027-01-01"],
        ["translated", "data"],
        ["new", "policy", "halls"],
    )
    for command in commands:
        monkeypatch.setattr(COMMANDS[command[0]], "check", fail)
        assert command_line.main([*command, "--lang", lang]) == 3
        out, err = capsys.readouterr()
        assert (out, "Traceback" in err) == ("", False)
        assert err.startswith("data/people/jane-doe.yml")
        assert UNEXPECTED[lang] in err
        assert "TRACE=1" in err
    monkeypatch.setenv("TRACE", "1")
    assert command_line.main(["check", "--lang", lang]) == 3
    assert "in fail\n" in capsys.readouterr().err


def test_an_unexpected_exception_names_the_innermost_file() -> None:
    found = pytest.raises(Unexpected, match=r"^b\.yml: .*KeyError: 'x'")
    with found, working_on("a.yml"), working_on("b.yml"):
        raise KeyError("x")


@pytest.mark.parametrize("error", [GeneratorError("as it is"), OSError(28, "No space left")])
def test_what_is_told_anyhow_passes(error: Exception) -> None:
    with pytest.raises(type(error)) as caught, working_on("a.yml"):
        raise error
    assert caught.value is error


SAVE_AGAIN = (
    "it looks like another encoding, such as Big5: in VS Code click on the encoding below on the "
    "right, choose “Reopen with Encoding” and another encoding, such as Big5; when the text looks "
    "right, choose “Save with Encoding” and UTF-8, to save it as UTF-8\n"
)

Spoil = Callable[[Path], None]


def _without_about(root: Path) -> None:
    (root / "docs/about.md").unlink()


def _in_big5(root: Path) -> None:
    (root / "docs/about.md").write_bytes("# 關於\n".encode("big5"))


def _with_half_a_link(root: Path) -> None:
    (root / "docs/about.md").write_text("# About\n\n[x](http://[::1)\n", "utf-8")


def _with_a_raw_half_link(root: Path) -> None:
    text = '# About\n\n<p><a href="http://[::1">x</a></p>\n'
    (root / "docs/about.md").write_text(text, "utf-8")


def _with_a_file_for_a_folder(root: Path) -> None:
    (root / ".site-build").write_text("", "utf-8")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_without_about, "docs/about.md: there is no such file, but the menu leads to it."),
        (_in_big5, f"docs/about.md: not UTF-8 text\n    to mend: {SAVE_AGAIN}"),
        (_with_half_a_link, "docs/about.md: the program met something here"),
        (_with_a_raw_half_link, "about/index.html: the link http://[::1 leads nowhere"),
        (_with_a_file_for_a_folder, ".site-build"),
    ],
)
def test_a_build_that_cannot_be_ends_with_one_message(
    small_project: Path, run: Run, monkeypatch: pytest.MonkeyPatch, spoil: Spoil, words: str
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    spoil(small_project)
    done = run("mkdocs", "build", "-q", cwd=small_project)
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (small_project / "site").exists()


@pytest.mark.parametrize("metadata", ["title: Grants: how to", "[half a list", "- a list", "words"])
def test_metadata_that_cannot_be_read_are_not_printed(
    small_project: Path, run: Run, monkeypatch: pytest.MonkeyPatch, metadata: str
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    (small_project / "docs/about.md").write_text(f"---\n{metadata}\n---\n# About\n", "utf-8")
    done = run("mkdocs", "build", "-q", cwd=small_project)
    assert done.returncode == 1
    assert "docs/about.md: what stands between its first two lines of ---" in done.stderr
    assert not (small_project / "site").exists()


def test_a_build_tells_the_wrong_form_and_no_more(
    small_project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    about = small_project / "docs/about.md"
    about.write_text("---\nhide: 3\n---\n# About\n", "utf-8")
    done = run("mkdocs", "build", "-q", cwd=small_project)
    assert done.returncode == 1
    assert "docs/about.md:2: hide is not written so, but as in  hide: [navigation, toc] ;" in (
        done.stderr
    )
    assert done.stderr.count("hide is") == 1
    assert "program" not in done.stderr
    assert not (small_project / "site").exists()


def test_the_search_leaves_a_page_out_that_says_so(small_project: Path, run: Run) -> None:
    about = small_project / "docs/about.md"
    about.write_text("---\nsearch: {exclude: yes}\n---\n# Zyzzyva\n\nZyzzyva.\n", "utf-8")
    done = run("mkdocs", "build", "-q", cwd=small_project)
    assert (done.returncode, done.stderr) == (0, "")
    found = (small_project / "site/assets/search").rglob("*")
    texts = [path.read_text("utf-8") for path in found if path.suffix == ".json"]
    assert texts
    assert not any("Zyzzyva" in text for text in texts)


@pytest.mark.parametrize("epoch", ["abc", "-1", "1.5", " 1", str(2**32), "9" * 5000, "１"])
def test_a_wrong_source_date_epoch_is_no_day(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(GeneratorError, match="SOURCE_DATE_EPOCH"):
        today()


@pytest.mark.parametrize(
    ("command", "code"), [(("generator", "check"), 2), (("mkdocs", "build", "-q"), 1)]
)
def test_a_wrong_source_date_epoch_is_told(
    small_project: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    code: int,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "abc")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    done = run(*command, cwd=small_project)
    assert done.returncode == code
    assert "SOURCE_DATE_EPOCH: " in done.stderr
    assert "is not a time; write the seconds since 1970" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_source_date_epoch_is_none(
    small_project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    done = run("mkdocs", "build", "-q", cwd=small_project)
    assert (done.returncode, done.stderr) == (0, "")
    assert (small_project / "site/sitemap.xml.gz").read_bytes()[4:8] == bytes(4)


def test_a_preview_whose_address_is_taken(
    small_project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = "127.0.0.1:{1}".format(*taken.getsockname())
        done = run("mkdocs", "serve", "-q", "-a", address, cwd=small_project)
    assert done.returncode == 1
    assert f"{address} cannot be used" in done.stderr
    assert "Traceback" not in done.stderr


# --- the command line ------------------------------------------------------------------------


def _type(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    """Run a command of the generator in a folder; ``options`` are those of ``subprocess.run``."""
    settings: dict[str, Any] = {"cwd": ROOT, "stderr": subprocess.PIPE, "timeout": 120, **options}
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "en_GB.UTF-8"}
    command = [sys.executable, "-m", "generator", *arguments]
    return subprocess.run(command, env=environment, text=True, **settings)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ('"x"', "wrong_type: "),
        ("NaN", "not_finite: NaN given"),
        ("[-Infinity]", "not_finite: "),
        ('{"category": [NaN]}', "not_finite: category: "),
        ('{"a\\u001b[31m\\u009bb": 1}', "unknown_fact: a\ufffd[31m\ufffdb: "),
    ],
)
def test_facts_that_are_none_are_refused(run: Run, given: str, words: str) -> None:
    done = run("generator", "evaluate", "virtual-production", "-", cwd=ROOT, stdin=given)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(words)
    assert done.stderr.strip("\n").isprintable()


def test_a_closed_input_is_told() -> None:
    done = _type("evaluate", "virtual-production", "-", preexec_fn=lambda: os.close(0))
    assert (done.returncode, done.stderr) == (2, "there is no input to read\n")


@pytest.mark.parametrize("command", ["explain", "check"])
def test_a_reader_that_has_gone_is_no_error(command: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as output:
        done = _type(command, stdout=output)
    assert (done.returncode, done.stderr) == (141, "")


def test_a_full_disk_behind_the_output_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        done = _type("explain", stdout=full)
    assert (done.returncode, done.stderr) == (2, "-: cannot be written: No space left on device\n")


def test_an_interruption_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(COMMANDS["check"], "check", interrupt)
    assert command_line.main(["check"]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_version_on_a_full_disk_is_not_half_there(small: Path) -> None:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))

    folder = small / "schemes/grant/versions"
    done = _type("new-version", "grant", "2027-01-01", cwd=small.parent, preexec_fn=limit)
    assert done.returncode == 2
    assert "cannot be written: File too large" in done.stderr
    assert list(folder.glob("*")) == []
    done = _type("new-version", "grant", "2027-01-01", cwd=small.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert [path.name for path in folder.iterdir()] == ["2027-01-01"]
