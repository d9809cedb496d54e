"""The packages for npm and PyPI: installed elsewhere, they decide as the site does, with types."""

from __future__ import annotations

import json
import re
import shutil
import sys
import zipfile
from pathlib import Path

import pytest

from generator.assets.library import NoNpm
from generator.packages import build as building
from generator.packages.build import ToolFailed, build_packages
from generator.packages.site import ENGINE, NoSite, read_site
from generator.packages.sources import module_of, npm_package, python_package
from tests.conftest import (
    DATA,
    LOCATION,
    ROOT,
    SINGLE,
    SMALL,
    VERSIONS,
    Once,
    Run,
    single_site,
)
from tests.packages.built import (
    ADDRESS,
    DAY,
    TSC,
    install,
    real_packages,
    run,
    run_node,
    run_python,
    site_of,
)

CHECK = (ROOT / "node_modules/.bin/tsc", *TSC, "--types", "", "user.ts")
EVALUATE_IN_PYTHON = """
import importlib
import {module} as package

checked = 0
for id_, name in package.SCHEMES.items():
    scheme = importlib.import_module(name)
    for example in scheme.data()["examples"]:
        assert scheme.evaluate(example["facts"]) == example["result"], example["id"]
        checked += 1
    assert scheme.facts_schema()["properties"].keys() == {{
        question["id"] for question in scheme.data()["calculator"]["questions"]
    }}
    assert scheme.result_schema()["properties"]["scheme"] == {{"const": id_}}
    assert scheme.HASH == scheme.data()["calculator"]["hash"]
print(checked, *package.SCHEMES)
"""
EVALUATE_IN_NODE = """
import assert from "node:assert/strict";
import {{ schemes }} from "{name}";

let checked = 0;
for (const [id, name] of Object.entries(schemes)) {{
  const {{ evaluate, factsSchema, resultSchema, hash }} = await import(name);
  const {{ data }} = await import(name + "/data");
  for (const example of data.examples) {{
    assert.deepEqual(evaluate(example.facts), example.result, example.id);
    checked += 1;
  }}
  const questions = data.calculator.questions.map((question) => question.id);
  assert.deepEqual(Object.keys(factsSchema.properties), questions);
  assert.deepEqual(resultSchema.properties.scheme, {{ const: id }});
  assert.equal(hash, data.calculator.hash);
}}
console.log(checked, ...Object.keys(schemes));
"""


@pytest.fixture(scope="module")
def real(once: Once) -> Path:
    return real_packages(once)


@pytest.fixture(scope="module")
def several(once: Once) -> Path:
    """Those of a site with two schemes, of which one has four versions."""

    def fill(folder: Path) -> None:
        data = folder / "data"
        shutil.copytree(SMALL, data)
        for tree in (VERSIONS, LOCATION):
            shutil.copytree(tree, data, dirs_exist_ok=True)
        shutil.copy(DATA / "interface.yml", data)
        install(site_of(data, folder / "site", DAY), folder)

    return once("packages-several", fill)


def _examples(site: Path) -> dict[str, int]:
    """How many worked examples a site publishes, by the ids of its schemes and versions."""
    files = [file for file in (site / "api/schemes").glob("*.json") if ".schema" not in file.name]
    return {file.stem: len(json.loads(file.read_text("utf-8"))["examples"]) for file in files}


@pytest.mark.parametrize("packages", ["real", "several"])
def test_both_work_every_example_out_as_the_site_does(
    packages: str, request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(packages)
    name = read_site(folder / "site").name
    examples = _examples(folder / "site")
    assert sum(examples.values()) >= {"real": 70, "several": 6}[packages]
    in_python = run_python(folder, EVALUATE_IN_PYTHON.format(module=name.replace("-", "_")))
    in_node = run_node(folder, EVALUATE_IN_NODE.format(name=name))
    for output in (in_python, in_node):
        count, *ids = output.split()
        assert int(count) == sum(examples.values())
        assert sorted(ids) == sorted(examples)


@pytest.mark.parametrize("tree", SINGLE)
def test_those_of_other_sites_decide_and_have_types_too(tree: str, once: Once) -> None:
    """Schemes without notes, instalments or deadlines, whose schemas have ids of nothing."""

    def fill(folder: Path) -> None:
        (folder / "tree").mkdir()
        install(site_of(single_site(tree, folder / "tree"), folder / "site"), folder)

    folder = once(f"packages-{tree}", fill)
    name = read_site(folder / "site").name
    module = name.replace("-", "_")
    expected = f"{_examples(folder / 'site')[SINGLE[tree]]} {SINGLE[tree]}\n"
    assert run_python(folder, EVALUATE_IN_PYTHON.format(module=module)) == expected
    assert run_node(folder, EVALUATE_IN_NODE.format(name=name)) == expected
    mypy = (sys.executable, "-m", "mypy", "--strict", "--disable-error-code", "import-untyped")
    run(*mypy, folder / "python" / module, cwd=folder)
    user = f'import {{ evaluate }} from "{name}/{SINGLE[tree]}";\nevaluate({{}}).verdict;\n'
    (folder / "node/user.ts").write_text(user, "utf-8")
    run(*CHECK, cwd=folder / "node")


def test_names_and_engine_are_those_of_the_site(real: Path) -> None:
    site = read_site(real / "site")
    assert site.name == "taichung-screen-policy"
    engine = (real / "site" / ENGINE).read_bytes()
    manifest = json.loads((real / f"node/node_modules/{site.name}/package.json").read_text("utf-8"))
    assert (manifest["name"], manifest["version"]) == (site.name, "2026.11.30")
    assert (manifest["homepage"], manifest["license"]) == (ADDRESS, "MIT")
    assert (real / f"node/node_modules/{site.name}/engine.js").read_bytes() == engine
    assert (real / "python/taichung_screen_policy/engine.js").read_bytes() == engine
    (wheel,) = (real / "packages").glob("*.whl")
    assert wheel.name == "taichung_screen_policy-2026.11.30-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        (about,) = (name for name in archive.namelist() if name.endswith("METADATA"))
        metadata = archive.read(about).decode()
        assert any(name.endswith("licenses/LICENSE") for name in archive.namelist())
    assert f"Homepage, {ADDRESS}" in metadata
    assert "License-Expression: MIT" in metadata
    for words in (*site.title.values(), *site.disclaimer.values()):
        assert words in metadata


@pytest.mark.parametrize(
    ("licence", "name"),
    [("All rights reserved.\n", "SEE LICENSE IN LICENSE"), (None, "UNLICENSED")],
)
def test_another_licence_is_not_called_by_a_name(
    real: Path, licence: str | None, name: str
) -> None:
    site = read_site(real / "site")
    assert json.loads(npm_package(site, DAY, licence)["package.json"])["license"] == name
    assert "license =" not in python_package(site, DAY, licence)["pyproject.toml"]


def test_of_one_site_and_day_they_are_the_same_to_the_byte(real: Path, tmp_path: Path) -> None:
    licence = (ROOT / "LICENSE").read_text("utf-8")
    again = build_packages(read_site(real / "site"), DAY, licence, tmp_path)
    assert [file.read_bytes() for file in again] == [
        (real / "packages" / file.name).read_bytes() for file in again
    ]


REFUSED = {"runtime_minutes": "long"}, {"surprise": 1}, {"runtime_minutes": -1}


def test_what_the_engine_refuses_is_an_error_with_its_code_and_fact(real: Path) -> None:
    in_python = run_python(
        real,
        "import json, math, threading\n"
        "from taichung_screen_policy.virtual_production import FactError, evaluate\n"
        f"for facts in [*{REFUSED!r}, {{'runtime_minutes': math.inf}}]:\n"
        "    try:\n        evaluate(facts)\n"
        "    except FactError as error:\n        print(error.code, error.fact)\n"
        # Several threads ask at once.
        "found = []\n"
        "threads = [threading.Thread(target=lambda: found.append(evaluate({})))"
        " for _ in range(8)]\n"
        "for thread in threads: thread.start()\n"
        "for thread in threads: thread.join()\n"
        "print(len(found), len({json.dumps(result) for result in found}))\n",
    )
    in_node = run_node(
        real,
        'import { FactError, evaluate } from "taichung-screen-policy/virtual-production";\n'
        f"for (const facts of {json.dumps(REFUSED)})\n"
        "  try { evaluate(facts); } catch (error) {\n"
        "    if (error instanceof FactError) console.log(error.code, error.fact);\n  }\n",
    )
    *refused, infinite, threads = in_python.splitlines()
    assert refused == in_node.splitlines()
    assert [line.split()[-1] for line in refused] == [next(iter(facts)) for facts in REFUSED]
    assert (infinite, threads) == ("not_finite runtime_minutes", "8 1")


NOT_FACTS = """
import datetime, decimal, math
from taichung_screen_policy.virtual_production import FactError, evaluate

endless, deep = [], []
endless.append(endless)
for _ in range(100_000):
    deep = [deep]
for facts in (
    [], None, "facts", 3, object(), {1: 2}, {(1,): 2},
    *({"runtime_minutes": answer} for answer in (
        math.nan, math.inf, -math.inf, 10**400, -(10**5000), decimal.Decimal(20), b"20", object(),
        {20}, {"a": 1}, deep, endless, datetime.date(2026, 11, 30),
    )),
    *({"themes": answer} for answer in ([math.nan], [None], {"local_culture"}, ["\\ud800"])),
    {"approval_date": datetime.datetime(2026, 11, 30, 12)},
    {"approval_date": datetime.date(1926, 11, 30)},
):
    try:
        evaluate(facts)
    except FactError as error:
        assert str(error).startswith(f"{error.fact}: "), error
        print(error.code, error.fact)
"""


def test_whatever_is_handed_in_instead_of_facts_is_refused_as_a_fact(real: Path) -> None:
    number = "runtime_minutes"
    assert run_python(real, NOT_FACTS).splitlines() == [
        *5 * ["wrong_type facts"],
        *("unknown_fact 1", "unknown_fact (1,)"),
        *5 * [f"not_finite {number}"],
        *8 * [f"wrong_type {number}"],
        *3 * ["wrong_type themes"],
        *("unknown_option themes", "invalid_date approval_date", "invalid_date approval_date"),
    ]


def test_a_date_is_the_day_that_it_is(real: Path) -> None:
    script = (
        "import datetime\n"
        "from taichung_screen_policy.virtual_production import evaluate\n"
        "day = datetime.date(2026, 11, 30)\n"
        "result = evaluate({'approval_date': day})\n"
        "assert result == evaluate({'approval_date': day.isoformat()}) != evaluate({})\n"
        "assert evaluate({'themes': ('local_culture',)}) == evaluate({'themes': ['local_culture']})"
    )
    run_python(real, script)


@pytest.mark.parametrize(
    ("id_", "module"),
    [
        ("virtual-production", "virtual_production"),
        ("small-grant@2020-01-01", "small_grant_2020_01_01"),
        ("4k-fund", "_4k_fund"),
        ("class", "_class"),
    ],
)
def test_a_scheme_has_a_module_that_python_can_import(id_: str, module: str) -> None:
    assert module_of(id_) == module


@pytest.mark.parametrize(
    ("title", "name"),
    [("Ville d’été – films", "ville-dete-films"), ("臺中影視", "policy-site")],
)
def test_a_package_is_called_as_its_site(real: Path, tmp_path: Path, title: str, name: str) -> None:
    shutil.copytree(real / "site", tmp_path / "site")
    index = tmp_path / "site/api/index.json"
    text = index.read_text("utf-8")
    index.write_text(text.replace('"en": "Taichung screen policy"', f'"en": "{title}"'), "utf-8")
    assert read_site(tmp_path / "site").name == name


def test_without_a_built_site_the_command_says_what_to_do(run: Run, tmp_path: Path) -> None:
    done = run("generator", "packages", "--lang", "en", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"site: there is no built site .* Run  make  first .*\n", done.stderr)
    assert not (tmp_path / "packages").exists()


def test_a_site_of_an_older_program_is_refused(real: Path, tmp_path: Path) -> None:
    shutil.copytree(real / "site", tmp_path / "site")
    (tmp_path / "site/api/schemes/virtual-production/facts.schema.json").unlink()
    with pytest.raises(NoSite, match=r"facts\.schema\.json"):
        read_site(tmp_path / "site")


def test_the_command_names_what_it_has_built(real: Path, tmp_path: Path, run: Run) -> None:
    shutil.copytree(real / "site", tmp_path / "site")
    done = run("generator", "packages", cwd=tmp_path, day="2026-12-05")
    assert done.returncode == 0, done.stderr
    files = done.stdout.splitlines()
    assert files == [
        "packages/taichung_screen_policy-2026.12.5-py3-none-any.whl",
        "packages/taichung-screen-policy-2026.12.5.tgz",
    ]
    assert all((tmp_path / file).is_file() for file in files)


def test_without_npm_or_where_a_tool_fails_that_is_an_error(
    real: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "_WHEEL", (sys.executable, "-c", "exit('no room')"))
    with pytest.raises(ToolFailed, match="no room"):
        build_packages(read_site(real / "site"), DAY, None, tmp_path)
    monkeypatch.undo()
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sysconfig.get_path", lambda _: str(tmp_path))
    with pytest.raises(NoNpm):
        build_packages(read_site(real / "site"), DAY, None, tmp_path)
