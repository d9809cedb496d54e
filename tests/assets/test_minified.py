"""Scripts and sheets made small: they do what they did, and it is worked out once."""

from __future__ import annotations

from pathlib import Path

import dukpy
import pytest

from generator.assets import minified

_SCRIPT = "export const f = (value) => { const twice = value + value; return twice; };\n"


def test_a_script_keeps_what_it_exports_and_does(tmp_path: Path) -> None:
    smaller = minified.script(_SCRIPT, tmp_path)
    assert b"twice" not in smaller
    assert smaller.startswith(b"export const f=")
    run = smaller.decode().replace("export const", "const") + "f(21)"
    assert dukpy.JSInterpreter().evaljs(run) == 42


def test_a_call_for_its_effect_stays(tmp_path: Path) -> None:
    text = "export const f = (act) => void act(); export const g = (act) => void (act());"
    assert minified.script(text, tmp_path).count(b"o()") == 2


def test_a_script_is_worked_out_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    smaller = minified.script(_SCRIPT, tmp_path)
    monkeypatch.setattr(minified, "_terser", lambda: pytest.fail("worked out twice"))
    assert minified.script(_SCRIPT, tmp_path) == smaller


def test_what_is_damaged_in_the_store_is_worked_out_anew(tmp_path: Path) -> None:
    smaller = minified.script(_SCRIPT, tmp_path)
    (file,) = tmp_path.iterdir()
    for damaged in (file.read_bytes()[:-9], b"", b"\n", file.read_bytes().replace(b"f", b"g")):
        file.write_bytes(damaged)
        assert minified.script(_SCRIPT, tmp_path) == smaller
        assert file.read_bytes().endswith(smaller)


def test_where_nothing_can_be_stored_a_script_is_made_small_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert minified.script(_SCRIPT, tmp_path / "file") == minified.script(_SCRIPT, tmp_path)


@pytest.mark.parametrize(
    ("sheet", "smaller"),
    [
        ("a, b > c { top : 0; }\n\n/* Why. */ d ~ e { }", "a,b>c{top :0}d~e{}"),
        ("a :hover .b:focus > [c = d] { }", "a :hover .b:focus>[c = d]{}"),
        (".a { height: 100vh; height: 100svh; }", ".a{height:100vh;height:100svh}"),
        ("a { width: calc( 1px + ( 2px - 0.50em ) ); }", "a{width:calc(1px + (2px - .50em))}"),
        ("a { margin: 0 -0.5em +0.5% 0.0px; }", "a{margin:0 -.5em +.5% .0px}"),
        ("@media (min-width: 40em) and (print) {a {}}", "@media (min-width:40em) and (print){a{}}"),
        (".a { &:hover { } .b & { } > c { } }", ".a{&:hover{}.b &{}>c{}}"),
        (".a { --b: ; --c: {a: b} ; d: e ! important }", ".a{--b:;--c:{a:b};d:e! important}"),
        ('a { content: " ; /* } "; }', 'a{content:" ; /* } "}'),
        ("a * b + c /**/ d { grid-area: 1 / 2; }", "a * b + c d{grid-area:1/2}"),
        ("a :is( b , c ) d:not( .e ) { }", "a :is(b,c) d:not(.e){}"),
    ],
)
def test_a_sheet_loses_only_what_says_nothing(sheet: str, smaller: str) -> None:
    assert minified.style(sheet) == smaller.encode() + b"\n"
