"""One style sheet for every page: the theme's, less what no page can use, then the site's own.

A page cannot be painted before its style sheets are there, and Material's is made for
every feature that it has. A rule goes where its selector wants a class, a direction of
writing or a colour of Material's that stands in no page, nor, for a class, in a script; a
custom property goes where nothing reads it. All else stays as it is, in its order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import minify
import tinycss2

SHEET = "assets/site.css"
"""The site's own sheet, which becomes the one sheet of the built site."""
THEME = "assets/stylesheets"
"""Where Material puts its own, which no page asks for any more."""

_CLASSES = re.compile(r'\sclass="([^"]*)"')
_ATTRIBUTES = re.compile(r'\s(dir|data-md-color-\w+)="([^"]*)"')
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_VARIABLE = re.compile(r"--[\w-]+")


def combine(site: Path) -> None:
    """Write the one sheet of the built folder ``site``, and take the theme's away."""
    folder, sheet = site / THEME, site / SHEET
    (main,), (palette,) = folder.glob("main.*.css"), folder.glob("palette.*.css")
    own = sheet.read_text(encoding="utf-8")
    scripts = [path.read_text(encoding="utf-8") for path in _scripts(site)]
    used = names(path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
    used.update(*(_WORD.findall(text) for text in scripts))
    used.add("data-md-color-scheme=slate")  # a page has it from its script, in the dark
    css = main.read_text(encoding="utf-8") + palette.read_text(encoding="utf-8")
    read = set(_VARIABLE.findall("".join([own, *scripts])))
    kept: str = minify.string("text/css", purge(css, used, read))
    sheet.write_text(f"{kept}{own}", encoding="utf-8")
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()


def _scripts(site: Path) -> Iterator[Path]:
    """Those that run in a page; Material's own search does not."""
    yield from (site / "assets" / "javascripts").glob("*.js")
    yield from (path for path in (site / "assets").rglob("*.js") if "javascripts" not in path.parts)


def names(pages: Iterable[str]) -> set[str]:
    """What stands in the HTML of ``pages``: classes, and attributes as ``dir=ltr``."""
    found: set[str] = set()
    for html in pages:
        found.update(name for each in _CLASSES.findall(html) for name in each.split())
        found.update(map("=".join, _ATTRIBUTES.findall(html)))
    return found


def purge(css: str, used: set[str], read: set[str]) -> str:
    """``css`` without the rules that want a name not in ``used``, and without the custom
    properties that neither it nor ``read`` names."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    kept = _serialize(_keep(rules, used))
    while (shorter := _without_unread(kept, read)) != kept:
        kept = shorter
    return kept


def _without_unread(css: str, read: set[str]) -> str:
    needed = read.union(_READ.findall(css))
    return _DEFINITION.sub(lambda match: match[0] if match[1] in needed else "", css)


_READ = re.compile(r"var\((--[\w-]+)")
# A custom property up to its semicolon; strings and brackets may hold semicolons.
_DEFINITION = re.compile(r"(--[\w-]+):(?:\"[^\"]*\"|'[^']*'|\([^()]*\)|[^;{}\"'()])*(?:;|(?=\}))")


def _keep(rules: list[Any], used: set[str]) -> Iterator[Any]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [each for each in _selectors(rule.prelude) if _possible(each, used)]
            if selectors:
                rule.prelude = _joined(selectors)
                yield rule
        elif rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports"):
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            rule.content = list(_keep(inner, used))
            if rule.content:
                yield rule
        else:
            yield rule


def _selectors(prelude: list[Any]) -> Iterator[list[Any]]:
    """The parts of a selector list between its commas."""
    part: list[Any] = []
    for token in prelude:
        if token == ",":
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _joined(selectors: list[list[Any]]) -> list[Any]:
    comma = tinycss2.ast.LiteralToken(0, 0, ",")
    return [token for each in selectors for token in (comma, *each)][1:]


def _possible(selector: list[Any], used: set[str]) -> bool:
    """Whether all that it wants may occur; what stands in ``:not(…)`` or the like is no want."""
    return all(
        token.value in used
        for dot, token in pairwise(selector)
        if dot == "." and token.type == "ident"
    ) and all(_attribute(token.content, used) for token in selector if token.type == "[] block")


def _attribute(content: list[Any], used: set[str]) -> bool:
    name, *test = content
    if len(test) != 2 or test[0] != "=" or not name.value.startswith(("dir", "data-md-color-")):
        return True
    return f"{name.value}={test[1].value}" in used


def _serialize(rules: Iterable[Any]) -> str:
    text: str = tinycss2.serialize(list(rules))
    return text
