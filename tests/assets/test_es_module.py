"""Imports and exports of scripts: found as a parser finds them, and taken off."""

from __future__ import annotations

from pathlib import Path

import pytest
import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

from generator.assets import FOLDER
from generator.assets.es_module import Import, declared, exported, imports, join, strip

SCRIPTS = sorted(FOLDER.rglob("*.js"))
_PARSER = Parser(Language(tree_sitter_javascript.language()))


def _text(node: Node | None) -> str:
    assert node is not None
    assert node.text is not None
    return node.text.decode("utf-8")


def _children(node: Node, kind: str) -> list[Node]:
    return [child for child in node.children if child.type == kind]


def _names(node: Node) -> list[str]:
    """The names that a declaration declares."""
    named = _children(node, "variable_declarator") or [node]
    return [_text(item.child_by_field_name("name")) for item in named]


def _parsed(source: str) -> tuple[list[Import], list[str], list[str]]:
    """What a module imports, declares and exports, from its syntax tree."""
    found: list[Import] = []
    names: list[str] = []
    given: list[str] = []
    for node in _PARSER.parse(source.encode("utf-8")).root_node.children:
        path = node.child_by_field_name("source")
        declaration = node.child_by_field_name("declaration")
        if path is not None:
            clause = next(child for child in node.children if child.type.endswith("_clause"))
            inner = (_children(clause, "named_imports") or [clause])[0]
            listed = tuple(_text(child) for child in inner.named_children)
            is_export = node.type == "export_statement"
            found.append(Import(listed, _text(path)[1:-1], is_export))
        elif declaration is not None:
            names += _names(declaration)
            given += _names(declaration)
        elif node.type.endswith("_declaration"):
            names += _names(node)
    given += [name for needed in found if needed.exported for name in needed.names]
    return found, names, given


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_every_script_is_read_as_a_parser_reads_it(path: Path) -> None:
    source = path.read_text("utf-8")
    assert (list(imports(source)), declared(source), exported(source)) == _parsed(source)
    stripped = strip(source)
    assert _parsed(stripped) == ([], declared(source), [])
    assert not _PARSER.parse(stripped.encode("utf-8")).root_node.has_error


def test_the_forms_that_are_known() -> None:
    source = (
        'import { a } from "./a.js";\n'
        'import {\n  b,\n  c,\n} from "../parts/b.js";\n'
        'export { d } from "./d.js";\n'
        "/** The word export stands here; export function too. */\n"
        "export const e = 'export const';\n"
        "export async function f() {\n  return import('./g.js');\n}\n"
        "export class G {}\nexport function* h() {}\nlet i;\n"
    )
    assert list(imports(source)) == [
        Import(("a",), "./a.js"),
        Import(("b", "c"), "../parts/b.js"),
        Import(("d",), "./d.js", exported=True),
    ]
    assert declared(source) == ["e", "f", "G", "h", "i"]
    assert exported(source) == ["e", "f", "G", "h", "d"]
    assert strip(source) == (
        "/** The word export stands here; export function too. */\n"
        "const e = 'export const';\n"
        "async function f() {\n  return import('./g.js');\n}\n"
        "class G {}\nfunction* h() {}\nlet i;\n"
    )


def test_a_minified_module() -> None:
    assert strip("const a=1;export function b(){}export class C{}") == (
        "const a=1;function b(){}class C{}"
    )


@pytest.mark.parametrize(
    "line",
    [
        "export default 1;",
        "export { a };",
        'export * from "./a.js";',
        'import * as a from "./a.js";',
        'import a from "./a.js";',
        'import "./a.js";',
        'import { a as b } from "./a.js";',
        'import { a } from "package";',
    ],
)
def test_any_other_form_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"^m\.js: .* cannot be joined$"):
        strip(line + "\n", "m.js")


def test_each_module_stands_once_and_after_those_it_imports() -> None:
    modules = {
        "a.js": 'import { b } from "./x/b.js";\nimport { c } from "./c.js";\nb(c);\n',
        "x/b.js": 'import { c } from "../c.js";\nexport const b = c;\n',
        "c.js": 'import { d } from "./d.js";\nexport const c = d;\n',
    }
    bundle = join("x/out.js", "a.js", modules, {"d.js": "out/d.js"})
    assert list(bundle.modules) == ["c.js", "x/b.js", "a.js"]
    assert bundle.text(["c"]) == (
        'import { d } from "../out/d.js";\nconst c = d;\nconst b = c;\nb(c);\nexport { c };\n'
    )
