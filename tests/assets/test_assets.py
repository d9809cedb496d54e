"""What the browser gets: the calculator's modules as one file, small, and nothing else changed."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import dukpy
import pytest

from generator.assets import FOLDER, Theme, assets, es_module, publish
from generator.content.catalogue import Catalogue
from tests.conftest import Results

ENTRY = "calculator/register.js"
COMPONENT = "calculator/component.js"
# Code and data stand just under 25 thousand bytes; the rest is for the words of editors.
EMBED_MOST = 25 * 1024


def _gzipped(content: bytes) -> int:
    return len(gzip.compress(content, 9, mtime=0))


def test_imported_modules_stand_before_those_that_import_them() -> None:
    published = publish(
        {
            ENTRY: 'import { b } from "./b.js";\nb();\n',
            "calculator/b.js": 'import { c } from "./c.js";\nexport function b() {\n  c();\n}\n',
            "calculator/c.js": "export const c = () => {};\n",
        }
    )
    assert published == {COMPONENT: "const c = () => {};\nfunction b() {\n  c();\n}\nb();\n"}


def test_what_is_loaded_on_demand_imports_from_the_joined_file() -> None:
    published = publish(
        {
            ENTRY: 'import { h } from "./dom.js";\n'
            'import { value } from "./engine.js";\nh(value);\n',
            "calculator/dom.js": "export function h() {}\n",
            "calculator/engine.js": "export const value = 1;\n",
            "calculator/documents.js": 'import { h } from "./dom.js";\nh();\n',
            "other.js": 'import { x } from "./x.js";\n',
            "x.js": "export const x = 1;\n",
        }
    )
    assert published[COMPONENT] == (
        'import { value } from "./engine.js";\nfunction h() {}\nh(value);\nexport { h };\n'
    )
    assert published["calculator/engine.js"] == "export const value = 1;\n"
    assert published["calculator/documents.js"] == 'import { h } from "./component.js";\nh();\n'
    assert published["other.js"] == 'import { x } from "./x.js";\n'


def test_a_second_bundle_takes_from_the_first_what_that_has() -> None:
    published = publish(
        {
            ENTRY: 'import { h } from "../parts/dom.js";\nh(() => import("./later.js"));\n',
            "parts/dom.js": "export function h() {}\n",
            "calculator/later.js": 'export { list } from "./list.js";\n',
            "calculator/list.js": 'import { h } from "../parts/dom.js";\n'
            "export const list = () => h();\n",
        }
    )
    assert published == {
        COMPONENT: 'function h() {}\nh(() => import("./later.js"));\nexport { h };\n',
        "calculator/later.js": 'import { h } from "./component.js";\nconst list = () => h();\n'
        "export { list };\n",
    }


def test_what_runs_without_a_page_holds_modules_of_its_own() -> None:
    published = publish(
        {
            ENTRY: 'import { a } from "./a.js";\na();\n',
            "calculator/a.js": "export function a() {}\n",
            "calculator/engine.js": "export const value = 1;\n",
            "search/answer.js": 'import { a } from "../calculator/a.js";\n'
            'import { value } from "../calculator/engine.js";\nexport const b = () => a(value);\n',
        }
    )
    assert published[COMPONENT] == "function a() {}\na();\n"
    assert published["search/answer.js"] == (
        'import { value } from "../calculator/engine.js";\nfunction a() {}\n'
        "const b = () => a(value);\nexport { b };\n"
    )


def test_a_part_goes_into_each_script_that_imports_it() -> None:
    part = "export const a = 1;\n"
    published = publish(
        {
            "parts/a.js": part,
            "page.js": 'import { a } from "./parts/a.js";\n'
            'import { b } from "./search/b.js";\nb(a);\n',
            "search/b.js": 'import { a } from "../parts/a.js";\nexport function b() {\n  a;\n}\n',
        }
    )
    assert published == {
        "page.js": 'import { b } from "./search/b.js";\nconst a = 1;\nb(a);\n',
        "search/b.js": "const a = 1;\nfunction b() {\n  a;\n}\nexport { b };\n",
    }


@pytest.mark.parametrize(
    ("module", "words"),
    [
        (
            "export const b = 1;\nconst a = 2;\n",
            "calculator/register.js: a stands in calculator/b.js too",
        ),
        ("export default 1;\n", "calculator/b.js: export default 1;: this import or export cannot"),
        ('import * as c from "./c.js";\n', "this import or export cannot be joined"),
        ('import { c as d } from "./c.js";\n', "c as d: this import or export cannot be joined"),
        ('import { c } from "./missing.js";\n', "b.js: there is no module calculator/missing.js"),
    ],
)
def test_a_module_that_cannot_be_joined_is_refused(module: str, words: str) -> None:
    entry = 'import { b } from "./b.js";\nconst a = b;\n'
    with pytest.raises(ValueError, match=words):
        publish({ENTRY: entry, "calculator/b.js": module, "calculator/c.js": ""})


def test_the_site_has_the_joined_file_and_none_of_its_modules() -> None:
    names = set(assets())
    assert "assets/calculator/component.js" in names
    assert "assets/calculator/engine.js" in names
    assert not any(name.endswith(("/element.js", "/register.js", "/dom.js")) for name in names)


def test_a_theme_adds_its_files_and_its_names(tmp_path: Path) -> None:
    for name, text in {
        "site.css/0-first.css": ".own{top:0}",
        "site.css/99-last.css": ".own{top:1px}",
        "site.js": "addedByTheTheme();",
        "theme/other.js": "alone();",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    themed = assets(Theme(tmp_path, ((".prose", ".page"), ("data-colour-scheme", "data-colours"))))
    assert themed.keys() == assets().keys() | {"assets/theme/other.js"}
    sheet = themed["assets/site.css"].decode()
    assert sheet.startswith(".own{top:0}")
    assert sheet.endswith(".own{top:1px}\n")
    assert ".page h1" in sheet
    assert re.search(r'\[data-colours="?slate', sheet)
    assert not re.search(r"\.prose|data-colour-scheme", sheet)
    assert themed["assets/site.js"].decode().endswith("addedByTheTheme();\n")


def test_no_sheet_or_script_outside_the_adapter_knows_material() -> None:
    texts = "".join(
        path.read_text("utf-8")
        for suffix in ("css", "js")
        for path in FOLDER.rglob(f"*.{suffix}")
        if path.is_file()
    )
    # What a button is called stands in the HTML, too.
    assert set(re.findall(r"\bmd-[\w-]+|document\$", texts)) <= {"md-button", "md-button--primary"}


def test_no_comment_reaches_the_browser() -> None:
    source = (FOLDER / "calculator/engine.js").read_text("utf-8")
    published = assets()["assets/calculator/engine.js"].decode()
    assert "/**" in source
    assert "/*" not in published
    assert "export" in published


def test_the_engine_decides_the_same_once_it_is_minified(
    calculator: dict[str, Any], checked: tuple[Catalogue, Results]
) -> None:
    interpreter = dukpy.JSInterpreter()
    engine = es_module.strip(assets()["assets/calculator/engine.js"].decode())
    interpreter.evaljs(f"{engine}; true")
    examples = checked[1].examples
    assert len(examples) > 60
    for example in examples.values():
        output = interpreter.evaljs(
            "JSON.stringify(evaluate(dukpy.scheme, dukpy.facts))",
            scheme=calculator,
            facts=example["facts"],
        )
        assert json.loads(output) == example["result"]


@pytest.mark.parametrize("lang", ["zh-Hant", "en"])
def test_all_that_an_embed_loads_is_small(files: dict[str, str], lang: str) -> None:
    scripts = ("component.js", "engine.js", "calculator.css")
    loaded = [assets()[f"assets/calculator/{name}"] for name in scripts]
    loaded.append(files[f"api/schemes/virtual-production/calculator.{lang}.json"].encode())
    assert sum(map(_gzipped, loaded)) <= EMBED_MOST
