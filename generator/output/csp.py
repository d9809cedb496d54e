"""Scripts: which a finished page may hold, and the list of them for a Content-Security-Policy.

In: the inline scripts that the theme writes, and a built folder. Out: the text of an nginx
include that allows them and no other; an error for whatever else in a page would run a
script, send its reader away or ask another host. Texts of the data are escaped long before,
so that nothing of theirs is ever found here; a page of ``docs/`` may hold HTML.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from html import unescape
from pathlib import Path

from ..diagnostics.errors import GeneratorError
from ..diagnostics.messages import phrase

FILE = "inline-scripts.conf"
"""The include's name in the site."""

_SHOWN = 50
"""How many findings an error names at most."""

# The tokenizer of the HTML standard (13.2.5), from any place where a tag can begin: also
# within comments and the like, where a browser sees none. Its white space is not Python's.
_TAG = re.compile(r"<[a-zA-Z][^<>]*>?")
_NAME = re.compile(r"<([^ \t\n\f\r/>]+)")
_ATTRIBUTE = re.compile(
    r"[ \t\n\f\r/]*([^ \t\n\f\r/>][^ \t\n\f\r/>=]*)"
    r"""(?:[ \t\n\f\r]*=[ \t\n\f\r]*(?:"([^"]*)"|'([^']*)'|([^ \t\n\f\r>"'][^ \t\n\f\r>]*)))?"""
)
_SCRIPT = re.compile(r"<script(?=[ \t\n\f\r/>])", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</script", re.IGNORECASE)
# What a browser leaves out of an address: https://url.spec.whatwg.org/#concept-basic-url-parser
_LEFT_OUT = re.compile(r"^[\x00-\x20]+|[\t\n\r]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//")

_DATA_TYPES = frozenset({"application/json", "application/ld+json"})
"""Types of script elements that hold data, which no browser runs."""
_ADDRESSES = frozenset(
    {"href", "xlink:href", "src", "data-src", "data", "action", "formaction"}
    | {"from", "to", "values"}
)
"""Attributes that can hold a ``javascript:`` address, on elements of HTML or SVG."""
_SOURCES = frozenset({"src", "data-src", "srcset", "poster", "background", "data"})
"""Attributes whose address is asked for without the reader's doing anything."""
_LINKED_SOURCES = frozenset({"script", "image", "use", "feimage"})
"""Elements of SVG that ask for their ``href``."""
_LINKS_NOT_LOADED = frozenset({"canonical", "alternate", "prev", "next"})


@dataclass(frozen=True, slots=True)
class Finding:
    """What a page must not hold; ``problem`` is a phrase of ``messages.yml``."""

    page: str
    problem: str
    excerpt: str


class UnsafePages(GeneratorError):
    """Pages of the built site that hold what no page may.

    ``sources`` names the file that a page is made from, by the page's name in the site.
    """

    def __init__(self, findings: list[Finding], sources: Mapping[str, str]) -> None:
        self.findings, self.sources = findings, sources
        super().__init__(findings)

    def __str__(self) -> str:
        lines = [
            phrase(
                finding.problem,
                page=finding.page,
                file=self.sources.get(finding.page, "data/"),
                found=finding.excerpt,
            )
            for finding in self.findings[:_SHOWN]
        ]
        return "\n".join([*lines, phrase("unsafe_pages", count=len(self.findings))])


def inline_scripts(html: str) -> list[str]:
    """The inline scripts of a page, or of a part of one, in their order."""
    found = []
    for match in _SCRIPT.finditer(html):
        _, attributes, end = _parse(html, match.start())
        closing = _SCRIPT_END.search(html, end)
        script = html[end : closing.start() if closing else None]
        if script.strip() and attributes.get("type", "").strip().lower() not in _DATA_TYPES:
            found.append(script)
    return found


def nginx_include(scripts: Iterable[str]) -> str:
    """What ``deploy/nginx.conf`` includes: the variable ``$inline_scripts``.

    It allows each of ``scripts`` by its hash, as in Content Security Policy Level 3,
    section 2.3.1, ``hash-source``.
    """
    sources = " ".join(sorted({_hash_source(script) for script in scripts}))
    return (
        "# Made by the build; deploy/nginx.conf says how it is used.\n"
        f'map "" $inline_scripts {{ default "{sources}"; }}\n'
    )


def check_pages(
    site: Path, known: Collection[str], site_url: str, sources: Mapping[str, str]
) -> None:
    """Refuse what would run in a page of the folder ``site`` beside the ``known`` scripts.

    ``site_url`` is where the site will stand, ``sources`` as in :class:`UnsafePages`.

    Raises:
        UnsafePages: with every inline script that is not known, ``on…`` attribute,
            ``javascript:`` address, source on another host, and element that leads a
            reader elsewhere by itself.
    """
    findings: list[Finding] = []
    clean: set[str] = set()
    for path in sorted(site.rglob("*.html")):
        page = path.relative_to(site).as_posix()
        html = path.read_text(encoding="utf-8")
        findings += (
            Finding(page, "unknown_script", script)
            for script in inline_scripts(html)
            if script not in known
        )
        findings += (Finding(page, problem, tag) for problem, tag in _tags(html, site_url, clean))
    if findings:
        raise UnsafePages(findings, sources)


def _hash_source(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def _tags(html: str, site_url: str, clean: set[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with each tag, and the tag; ``clean`` are tags known to be right."""
    for match in _TAG.finditer(html):
        if match[0] in clean:
            continue
        name, attributes, end = _parse(html, match.start())
        problem = _problem(name, attributes, site_url)
        if problem is not None:
            yield problem, html[match.start() : end]
        elif end == match.end():  # else it is not the whole tag
            clean.add(match[0])


def _parse(html: str, start: int) -> tuple[str, dict[str, str], int]:
    """The tag at ``start``: its name, its attributes, and where it ends."""
    name = _NAME.match(html, start)
    assert name is not None  # a letter follows the sign
    attributes: dict[str, str] = {}
    end = name.end()
    while match := _ATTRIBUTE.match(html, end):
        value = match[2] or match[3] or match[4] or ""
        attributes.setdefault(match[1].lower(), unescape(value))  # the first one counts
        end = match.end()
    close = html.find(">", end)
    return name[1].lower(), attributes, len(html) if close < 0 else close + 1


def _problem(name: str, attributes: Mapping[str, str], site_url: str) -> str | None:
    """The phrase for what a tag must not have, if there is any."""
    if (name == "base" and "href" in attributes) or "http-equiv" in attributes:
        return "page_leads_away"
    for attribute, value in attributes.items():
        address = _LEFT_OUT.sub("", value).replace("\\", "/").lower()
        if attribute.startswith("on") or attribute == "srcdoc":
            return "script_attribute"
        if attribute in _ADDRESSES and address.startswith(("javascript:", "vbscript:")):
            return "script_address"
        if _asks(name, attribute, attributes) and any(
            _is_foreign(part, site_url) for part in re.split(r"[ ,]+", address)
        ):
            return "foreign_source"
    return None


def _asks(name: str, attribute: str, attributes: Mapping[str, str]) -> bool:
    """Whether a browser asks for the address in an attribute by itself."""
    if attribute not in ("href", "xlink:href"):
        return attribute in _SOURCES
    rel = attributes.get("rel", "").lower().split()
    return name in _LINKED_SOURCES or (name == "link" and not _LINKS_NOT_LOADED.issuperset(rel))


def _is_foreign(address: str, site_url: str) -> bool:
    own = address.startswith(f"{site_url.rstrip('/')}/".lower())
    return bool(_SCHEME.match(address)) and not own and not address.startswith("data:image/")
