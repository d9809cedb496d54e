"""The guides are right: what they tell to type is typed, and what they promise comes true.

Blocks that want a browser or a server are run by ``tests/browser/test_guides.py``; what can be
run nowhere here is listed below, with the reason and what is held instead.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from generator.authoring.new_record import STARTABLE
from generator.build import check
from generator.models.operators import CONDITIONS, VALUES, Condition, Value
from generator.rules.engine import evaluate
from generator.rules.published import publish
from tests.conftest import DATA, ROOT, SMALL, make_project
from tests.tools.guides import (
    FOLDERS,
    LANGS,
    Block,
    Project,
    Section,
    holds,
    pages,
    read,
    says,
    sections,
    write_into,
)
from tests.tools.results import amount_of

IN_A_BROWSER = {"html", "css", "js", "nginx", "csp"}
"""What ``tests/browser/test_guides.py`` runs."""

NOT_RUN = {
    "bat": "Windows; its commands are compared with those of the Makefile",
    "apache": "no Apache is installed; pages/test_embed.py compares its patterns with nginx's",
}
"""Kinds of block that nothing can run here, with the reason and what is held instead."""

NOT_TYPED = {
    "make test": "would run this test again",
    "make quick": "would run this test again",
    "make edit": "serves until it is ended; tests/editing starts it",
    "make hooks": "would put hooks into a repository that is gone after the test",
    "make lint": "would look at the program, which CI does by itself",
    "make soak": "takes an hour",
    "make bench": "takes many minutes",
    "make shots": "draws hundreds of pictures",
    "make pictures": "takes minutes, and what it draws is held by the tests below",
    "make lock": "asks the package index for every dependency anew",
    "npm test": "looks at the scripts, which CI does by itself",
    "npm run": "looks at the scripts or writes them anew",
    "sudo apt": "would install a server",
    "sudo nginx": "tests/browser/test_nginx.py starts nginx with this configuration",
    "sudo systemctl": "would restart a server",
    "sudo certbot": "asks an authority for a certificate",
    "curl": "asks another host",
}
"""How commands begin that are not run, with the reason.

A target of make or a script of npm must still exist.
"""

BUILDS = re.compile(r"\bmake (?:site|serve)\b")


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Project]:
    """Makes the project of a section: with the real data, or the small where it builds a site."""

    def make(lang: str, *, small: bool = False) -> Project:
        shutil.copytree(SMALL if small else DATA, tmp_path / "data")
        shutil.copy(DATA / "interface.yml", tmp_path / "data")
        make_project(tmp_path / "data")
        return Project(tmp_path, lang)

    return make


def _typed(page_sections: list[Section]) -> Iterator[Section]:
    """The sections that a reader follows at the terminal."""
    for section in page_sections:
        if any(block.lang in ("yaml", "sh", "text", "diff") for block in section.blocks):
            yield section


FOLLOWED = [
    pytest.param(lang, section, id=f"{page.parent.name}-{lang}-{page.stem}-{section.id}")
    for lang, page in pages()
    if page.stem not in ("vocabulary", "embed", "developers", "programs")
    for section in _typed(sections(page))
]


def follow(project: Project, section: Section) -> None:
    """Takes every step of a section in order. Raises where the guide promises what is not so."""
    words = ""
    for number, block in enumerate(section.blocks):
        if block.lang in ("yaml", "diff"):
            project.apply(block)
        elif block.lang == "sh":
            command = _runnable(block.text)
            done = project.type(command)
            words = done.stdout
            output = "text" in (item.lang for item in section.blocks[number + 1 : number + 2])
            assert done.returncode == 0 or output, words
        elif block.lang == "text":
            assert says(words, block.text), f"line {block.line}: really it says\n{words}"


def _runnable(text: str) -> str:
    """The commands of a block less those that are not typed; each of these is looked at."""
    lines = []
    for line in text.splitlines():
        command = line.split("#")[0].strip()
        left_out = next((item for item in NOT_TYPED if command.startswith(item)), None)
        if left_out is None:
            lines.append(line)
        elif left_out.startswith("make "):
            makefile = (ROOT / "Makefile").read_text("utf-8")
            assert re.search(rf"^{left_out.split()[1]}:", makefile, re.M), command
        elif left_out.startswith("npm "):
            scripts = json.loads((ROOT / "package.json").read_text("utf-8"))["scripts"]
            assert command.split()[-1] in scripts, command
    return "set -e\n" + "\n".join(lines)


@pytest.mark.parametrize(("lang", "section"), FOLLOWED)
def test_a_section_is_followed(
    lang: str, section: Section, project: Callable[..., Project]
) -> None:
    builds = any(BUILDS.search(block.text) for block in section.blocks if block.lang == "sh")
    released = "/srv/" in section.text or "git " in section.text
    place = project(lang, small=builds or released)
    if released or "generator flips" in section.text:  # which compares with what is committed
        _before_a_release(place)
    before = _data(place)
    follow(place, section)
    # What is typed is the same in both languages, so that one of them is checked.
    if lang == "en" or _data(place) == before:
        return
    done = place.type(".venv/bin/python -m generator check")
    # The section on errors ends with the mistakes that it shows.
    assert done.returncode == 0 or not any(block.lang == "yaml" for block in section.blocks), (
        done.stdout
    )


@pytest.mark.parametrize("alone", [False, True])
def test_what_is_written_into_the_data_is_built(
    project: Callable[..., Project], alone: bool
) -> None:
    """Each section is checked above. What they lead to together is built once.

    The new version is alone: another section has its number, too.
    """
    place = project("zh")
    followed = [
        section
        for page in ("index", "tasks", "search")
        for section in sections(FOLDERS["zh"] / f"guide/{page}.md")
        if any(block.lang == "yaml" for block in section.blocks)
        and (section.id == "version") == alone
    ]
    assert len(followed) == (1 if alone else 11)
    for section in followed:
        if alone:
            follow(place, section)
        else:  # what is then said was compared above
            for block in section.blocks:
                if block.lang == "yaml":
                    place.apply(block)
    _build(place)


def _data(place: Project) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (place.root / "data").rglob("*.yml")}


def _build(place: Project) -> None:
    done = place.type("make site")
    assert done.returncode == 0, done.stdout
    assert (place.root / "site/index.html").is_file()
    assert not re.search("WARNING|ERROR|Traceback", done.stdout), done.stdout


def _before_a_release(place: Project) -> None:
    """A repository with a remote of its own, a built site, and the release before."""
    for folder in (place.root / "site", place.server / "srv/screen-policy/2026-11-14"):
        folder.mkdir(parents=True)
        (folder / "inline-scripts.conf").write_text(f"# {folder.name}\n", "utf-8")
    (place.server / "etc/nginx/conf.d").mkdir(parents=True)
    (place.root / ".gitignore").write_text("/site\n/server\n/origin\n", "utf-8")
    (place.root / "deploy").symlink_to(ROOT / "deploy")
    done = place.type(
        "set -e; git init -q -b main; git init -q --bare origin; git remote add origin origin"
        "; git add .; git commit -q -m before; echo '#' >> mkdocs.yml"
        "; git commit -qam wrong; git switch -q -c other; echo '#' >> pyproject.toml"
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("lang", LANGS)
def test_a_release_is_put_in_place_and_taken_back(
    lang: str, project: Callable[..., Project]
) -> None:
    place = project(lang, small=True)
    _before_a_release(place)
    found = {section.id: section for section in sections(FOLDERS[lang] / "guide/release.md")}
    follow(place, found["nginx"])
    served = place.server / "srv/screen-policy/site"
    scripts = place.server / "etc/nginx/screen-policy-scripts.conf"
    conf = place.server / "etc/nginx/conf.d/screen-policy.conf"
    assert (served.readlink().name, scripts.read_text()) == ("2026-11-21", "# site\n")
    assert conf.read_bytes() == (ROOT / "deploy/nginx.conf").read_bytes()
    assert {"/srv/screen-policy/site", "/etc/nginx/screen-policy-scripts.conf"} <= set(
        re.findall(r"/[\w./-]+(?=;)", conf.read_text("utf-8"))
    )
    follow(place, found["rollback"])
    assert (served.readlink().name, scripts.read_text()) == ("2026-11-14", "# 2026-11-14\n")


@pytest.mark.parametrize(("lang", "page"), [*pages()], ids=str)
def test_every_block_is_run_somewhere(lang: str, page: Path) -> None:
    typed = {"yaml", "sh", "text", "diff"}
    here = {
        "embed": IN_A_BROWSER,
        "data": {"sh", "text", "json", "js", "html"},
        "programs": {"sh", "py", "js"},
    }.get(page.stem, typed)
    for section in sections(page):
        for block in section.blocks:
            assert block.lang in here | {*NOT_RUN}, (
                f"{page.name}:{block.line}: no test runs {block.lang!r}"
            )
        if "text" in (item.lang for item in section.blocks) and here == typed:
            assert "sh" in (item.lang for item in section.blocks), section.id


def test_the_guides_have_the_same_blocks_in_both_languages() -> None:
    """The words around them differ, what the terminal says, and the words of a sheet; what else
    is typed does not.
    """

    def typed(block: Block) -> str:
        sheet = block.text.partition("\n")[0].endswith(".csv")
        return block.text if block.lang in ("yaml", "sh", "diff") and not sheet else ""

    for page in sorted((FOLDERS["zh"] / "guide").glob("*.md")):
        zh, en = (
            [
                (block.lang, block.title, typed(block))
                for section in sections(folder / "guide" / page.name)
                for block in section.blocks
            ]
            for folder in FOLDERS.values()
        )
        assert zh == en, page.name


# --- the editing guide -------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_there_are_ten_tasks_with_their_steps(lang: str) -> None:
    tasks = sections(FOLDERS[lang] / "guide/tasks.md")
    found = [section for section in tasks if re.match(r"\d+\. ", section.title)]
    assert [section.title.split(". ")[0] for section in found] == [str(n) for n in range(1, 11)]
    word = {"zh": "步驟 ", "en": "Step "}[lang]
    for section in found:
        steps = re.findall(rf"^\*\*{word}(\d+)", section.text, re.M)
        assert steps == [str(n + 1) for n in range(len(steps))], section.id
        assert len(steps) >= 2, section.id
        assert section.blocks, section.id
    assert re.findall(r"^\d+\. \[(.*)\]\(#([\w-]+)\)$", tasks[0].text, re.M) == [
        (section.title.split(". ", 1)[1], section.id) for section in found
    ]


def test_every_kind_that_can_be_started_is_shown() -> None:
    for folder in FOLDERS.values():
        text = (folder / "guide/records.md").read_text("utf-8")
        assert set(re.findall(r"-m generator new ([a-z-]+) ", text)) == set(STARTABLE)


def test_a_new_version_is_as_the_guide_says_before_it_is_edited(
    project: Callable[..., Project],
) -> None:
    (section,) = (s for s in sections(FOLDERS["zh"] / "guide/tasks.md") if s.id == "version")
    command, shown, *_ = section.blocks
    place = project("zh")
    place.type(command.text)
    assert shown.title is not None
    created = read((place.root / shown.title).read_text("utf-8"))
    assert created | read(shown.text) == created


PICTURE = re.compile(
    r"^!\[(?P<alt>[^\]]+)\]\((?P<file>[^)]+)\)"
    r"\{ width=(?P<width>\d+) height=(?P<height>\d+) loading=lazy \}$",
    re.M,
)


@pytest.mark.parametrize("lang", LANGS)
def test_every_task_has_a_picture(lang: str) -> None:
    found = [
        (page, section)
        for page in sorted((FOLDERS[lang] / "guide").glob("*.md"))
        for section in sections(page)
    ]
    for page, section in found:
        pictures = [*PICTURE.finditer(section.text)]
        assert len(pictures) == section.text.count("!["), section.id
        if re.match(r"\d+\. ", section.title):
            assert pictures, section.id
        for picture in pictures:
            file = page.parent / picture["file"]
            assert file.name == f"{section.id}.{lang}.webp"
            width, height = _pixels(file.read_bytes())
            shown = int(picture["width"]), int(picture["height"])
            assert (width, height) == pytest.approx([1.5 * item for item in shown], abs=1)
            assert len(picture["alt"]) >= 20, picture["alt"]
            assert bool(re.search("[\u4e00-\u9fff]", picture["alt"])) == (lang == "zh")


def _pixels(webp: bytes) -> tuple[int, int]:
    """Width and height of a WebP picture of the extended form (RFC 9649, section 2.7)."""
    assert (webp[:4], webp[8:16]) == (b"RIFF", b"WEBPVP8X")
    return int.from_bytes(webp[24:27], "little") + 1, int.from_bytes(webp[27:30], "little") + 1


def test_the_pictures_are_small() -> None:
    files = sorted((FOLDERS["zh"] / "guide/pictures").iterdir())
    sizes = {file.name: file.stat().st_size for file in files}
    assert {name: size for name, size in sizes.items() if size > 60_000} == {}
    assert sum(sizes.values()) <= 1_200_000
    shown = {
        Path(picture["file"]).name
        for lang in LANGS
        for page in (FOLDERS[lang] / "guide").glob("*.md")
        for picture in PICTURE.finditer(page.read_text("utf-8"))
    }
    assert shown == set(sizes)


# --- the rule vocabulary ---------------------------------------------------------------------

SCHEME = "location-shooting"
RESULT = re.compile(r"^- `(\{.*\})` → `(.*)`$", re.M)
CLAUSES = ("4", "4.1", "4.2", "8", "10")
"""The clauses that the example names and that a scheme newly started does not have yet."""


def _examples(lang: str) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Each example of an operator: its section, its YAML, and the results below it."""
    for section in sections(FOLDERS[lang] / "guide/vocabulary.md"):
        parts = re.split(r"^```(?:yaml)?$", section.text, flags=re.M)
        for block in section.blocks:
            if block.lang == "yaml" and block.title is None:
                below = parts[parts.index(f"\n{block.text}") + 1].split("\n#")[0]
                yield section.id, block.text, RESULT.findall(below)


EXAMPLES = [
    pytest.param(lang, text, answers, result, id=f"{lang}-{n}-{answers}")
    for lang in LANGS
    for n, (_, text, results) in enumerate(_examples(lang))
    for answers, result in results
]


def _started(place: Project) -> dict[str, list[Block]]:
    """Starts the scheme of the page and writes its files; what is left of each section."""
    left: dict[str, list[Block]] = {}
    for section in sections(FOLDERS[place.lang] / "guide/vocabulary.md"):
        rest = []
        for block in section.blocks:
            if block.lang == "sh" and not left:
                assert place.type(block.text).returncode == 0
                scheme = place.root / "data/schemes" / SCHEME
                head = scheme / "scheme.yml"
                head.write_text(head.read_text("utf-8").replace("draft: true\n", ""), "utf-8")
                (scheme / "calculator.yml").unlink()
                (scheme / "examples/first.yml").unlink()
                (scheme / "provisions/3.yml").unlink()
                papers = scheme / "checklist.yml"
                papers.write_text(papers.read_text("utf-8").replace("registered", "has_permit"))
                for clause in CLAUSES:
                    shutil.copy(scheme / "provisions/1.yml", scheme / f"provisions/{clause}.yml")
            elif block.title and section.id != "check":
                place.apply(block)
            else:
                rest.append(block)
        left[section.id] = rest
    return left


@pytest.mark.parametrize("lang", LANGS)
def test_the_examples_together_are_a_scheme(lang: str, project: Callable[..., Project]) -> None:
    place = project(lang, small=True)
    left = _started(place)
    done = place.type("make check")
    assert done.returncode == 0, done.stdout
    for id_, rest in left.items():
        if id_ != "check":
            assert all(block.lang == "yaml" for block in rest), id_  # the operators, run below
    if lang == "zh":
        _build(place)
    # What the check finds, as the page says.
    wrong, check, output = left["check"]
    place.apply(wrong)
    words = place.type(check.text).stdout
    assert says(words, output.text), words


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The calculator that the examples of the page are together, as it is published."""
    folder = tmp_path_factory.mktemp("vocabulary")
    shutil.copytree(SMALL, folder / "data")
    shutil.copy(DATA / "interface.yml", folder / "data")
    _started(Project(folder, "zh"))
    _, results = check(folder / "data", with_drafts=True)
    calculator: dict[str, Any] = json.loads(json.dumps(results.calculators[SCHEME].data))
    return calculator


@pytest.mark.parametrize(("lang", "text", "answers", "result"), EXAMPLES)
def test_an_operator_comes_to_what_the_page_says(
    published: dict[str, Any], lang: str, text: str, answers: str, result: str
) -> None:
    ((field, typed),) = read(text).items()
    if field == "met_when":
        form = publish(TypeAdapter(Condition).validate_python(typed))
    else:
        form = publish(TypeAdapter(Value).validate_python(typed))
    facts = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in read(answers).items()
    }
    scheme = {**published, "deadlines": []}
    if field == "met_when":
        scheme["requirements"] = [
            {"id": "it", "clause": "1", "stage": "application", "met_when": form}
        ]
        (outcome,) = evaluate(scheme, facts)["requirements"]
        found = {"met": "true", "unmet": "false", "unknown": "unknown"}[outcome["status"]]
    elif field == "date":
        scheme["deadlines"] = [{"id": "it", "clause": "1", "date": form}]
        (deadline,) = evaluate(scheme, facts)["deadlines"]
        found = deadline["date"] or "unknown"
    else:
        scheme["amount"] = {
            "currency": "TWD",
            "limits": [{"id": "it", "clause": "1", "value": form}],
        }
        cap = amount_of(evaluate(scheme, facts))["cap"]
        found = "unknown" if cap is None else str(cap)
    assert found == result


@pytest.mark.parametrize("lang", LANGS)
def test_every_operator_has_an_example_under_its_heading(lang: str) -> None:
    def operators(node: object) -> set[str]:
        inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        own = set(node) if isinstance(node, dict) else set()
        return own.union(*map(operators, inner))

    shown: set[str] = set()
    for _, text, results in _examples(lang):
        assert results, text
        if "met_when" in read(text):
            assert {"true", "false"} <= {result for _, result in results}, text
        shown |= operators(read(text))
    known = {*VALUES, *CONDITIONS}
    assert known <= shown
    page = (FOLDERS[lang] / "guide/vocabulary.md").read_text("utf-8")
    headings = re.findall(r"^### (.*)$", page, re.M)
    assert set(re.findall(r"`(\w+)`", " ".join(headings))) == known


# --- open data -------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_the_result_that_is_shown(lang: str, calculator: dict[str, Any]) -> None:
    (section,) = (s for s in sections(FOLDERS[lang] / "data.md") if s.id == "result")
    (block,) = section.blocks
    facts = {"category": "short", "vp_ratio_percent": 35, "production_cost_twd": 6000000}
    assert holds(evaluate(calculator, facts), json.loads(block.text))


@pytest.mark.parametrize("lang", LANGS)
def test_the_published_rule_that_is_shown(lang: str, calculator: dict[str, Any]) -> None:
    (section,) = (s for s in sections(FOLDERS[lang] / "data.md") if s.id == "rules")
    (block,) = section.blocks
    assert holds(calculator, json.loads(block.text))
    shown = [b for s in sections(FOLDERS[lang] / "data.md") for b in s.blocks if b.lang == "json"]
    assert len(shown) == 2  # this one and the result


# --- README ----------------------------------------------------------------------------------


def test_the_commands_for_windows_are_those_of_make() -> None:
    (block,) = (
        block for s in sections(ROOT / "README.md") for block in s.blocks if block.lang == "bat"
    )
    makefile = (ROOT / "Makefile").read_text("utf-8")
    plain = re.sub(
        r"\$\(SINGLY\) | --(?:quiet|disable-pip-version-check|dev-addr \S+)", "", makefile
    )
    (install,) = re.findall(r"^INSTALL = (.*)$", plain, re.M)
    recipes = plain.replace("$(INSTALL)", install).replace("$(RUNNER)", "mkdocs").splitlines()
    first, *rest = block.text.splitlines()
    assert first == "py -3 -m venv .venv"
    for line in rest:
        assert "\t" + line.replace(".venv\\Scripts\\", "$(BIN)/") in recipes, line


# --- what the tests themselves rely on -----------------------------------------------------


@pytest.mark.parametrize(
    ("file", "block", "written"),
    [
        ("a: 1\nb: 2\n", "a: 3\n", "a: 3\nb: 2\n"),
        ("a:\n  b: {c: 1}\nd: 2\n", "b: {c: 3}\n", "a:\n  b: {c: 3}\nd: 2\n"),
        ("a:\n- b: 1\n\nc: 2\n", "a:\n  - b: 3\n    d: 4\n", None),
        ("a:\n  - id: 1\n    c:\n      - 1\n", "a:\n  - id: 1\n    c:\n      - 2\n", None),
        ("a: 1\n", "b:\n  - 1\n", "a: 1\nb:\n  - 1\n"),
        ("a:\n  zh: x\n  en: y\nb: 1\n", "a:\n  zh: z\n", "a:\n  zh: z\n  en: y\nb: 1\n"),
    ],
)
def test_a_block_is_written_into_a_file(file: str, block: str, written: str | None) -> None:
    result = write_into(file, block)
    if written is None:
        there, new = read(file)["a"], read(block)["a"]
        found = read(result)["a"]
        assert found == ([*there, *new] if "c" not in there[0] else [{"id": 1, "c": [1, 2]}])
    else:
        assert result == written


def test_what_the_terminal_says_is_compared_line_by_line() -> None:
    assert says("a\nfile: 12 b\nc", "file: … b")
    assert says("700 records and 70 worked examples: all is well.",
                "629 records and 68 worked examples: all is well.")  # fmt: skip
    assert not says("file:13:2: b", "file:12:2: b")
    assert not says("a\nx\nb", "a\nb")
    assert not says("", "a")


def test_a_block_of_an_unknown_form_is_told(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text('```yaml title="x"\na: 1\n```\n', "utf-8")
    with pytest.raises(ValueError, match="cannot read"):
        sections(tmp_path / "page.md")
