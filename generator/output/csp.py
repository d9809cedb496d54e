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

from ..diagnostics.errors import GeneratorError
from ..diagnostics.messages import phrase
from .document import Document, Start

FILE = "inline-scripts.conf"
"""The include's name in the site."""

_SHOWN = 50
"""How many findings an error names at most."""

# What a browser leaves out of an address: https://url.spec.whatwg.org/#concept-basic-url-parser
_LEFT_OUT = re.compile(r"^[\x00-\x20]+|[\t\n\r]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//")

# What the theme writes for an address that has moved: a page below or above, no other host.
_LEADS_ON = re.compile(r"0; url=(?:(?:\.\./)+|\./)?(?:[a-z0-9][a-z0-9-]*/)*")

_ADDRESSES = frozenset(
    {"href", "xlink:href", "src", "data-src", "data", "action", "formaction"}
    | {"from", "to", "values"}
)
"""Attributes that can hold a ``javascript:`` address, on elements of HTML or SVG."""
_WORDS = frozenset({"alt", "class", "for", "id", "lang", "name", "role", "title", "type"})
"""Attributes that hold no address; most elements have no others."""
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


def nginx_include(scripts: Iterable[str]) -> str:
    """What ``deploy/nginx.conf`` includes: the variable ``$inline_scripts``.

    It allows each of ``scripts`` by its hash, as in Content Security Policy Level 3,
    section 2.3.1, ``hash-source``.
    """
    allowed = " ".join(sources(scripts))
    return (
        "# Made by the build; deploy/nginx.conf says how it is used.\n"
        f'map "" $inline_scripts {{ default "{allowed}"; }}\n'
    )


def findings(document: Document, known: Collection[str], site_url: str) -> Iterator[Finding]:
    """What would run in a page, send its reader away or ask another host.

    Every inline script that is not ``known``, ``on…`` attribute, ``javascript:`` address, source
    on another host, and element that leads a reader elsewhere by itself. ``site_url`` is where
    the site will stand.
    """
    for script in document.inline_scripts:
        if script not in known:
            yield Finding(document.name, "unknown_script", script)
    for element in document.elements():
        if _WORDS.issuperset(element.attributes):
            continue
        problem = _problem(element.tag, element.attributes, site_url)
        if problem is not None:
            yield Finding(document.name, problem, _written(element))


def _written(element: Start) -> str:
    """An element's first tag, for a message."""
    attributes = (
        f" {name}" if value is None else f' {name}="{value}"'
        for name, value in element.attributes.items()
    )
    return f"<{element.tag}{''.join(attributes)}>"


def sources(scripts: Iterable[str]) -> list[str]:
    """The source ``'sha256-…'`` of each script, once, sorted.

    As in Content Security Policy Level 3, section 2.3.1, ``hash-source``.
    """
    return sorted({_hash_source(script) for script in scripts})


def _hash_source(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def _problem(name: str, attributes: Mapping[str, str | None], site_url: str) -> str | None:
    """The phrase for what a tag must not have, if there is any."""
    if (name == "base" and "href" in attributes) or _leads_away(attributes):
        return "page_leads_away"
    for attribute, value in attributes.items():
        address = _LEFT_OUT.sub("", value or "").replace("\\", "/").lower()
        if attribute.startswith("on") or attribute == "srcdoc":
            return "script_attribute"
        if attribute in _ADDRESSES and address.startswith(("javascript:", "vbscript:")):
            return "script_address"
        if _asks(name, attribute, attributes) and any(
            _is_foreign(part, site_url) for part in re.split(r"[ ,]+", address)
        ):
            return "foreign_source"
    return None


def _leads_away(attributes: Mapping[str, str | None]) -> bool:
    """Whether a browser is told something but to go on to another page of the site."""
    if "http-equiv" not in attributes:
        return False
    content = attributes.get("content") or ""
    return attributes["http-equiv"] != "refresh" or not _LEADS_ON.fullmatch(content)


def _asks(name: str, attribute: str, attributes: Mapping[str, str | None]) -> bool:
    """Whether a browser asks for the address in an attribute by itself."""
    if attribute not in ("href", "xlink:href"):
        return attribute in _SOURCES
    rel = (attributes.get("rel") or "").lower().split()
    return name in _LINKED_SOURCES or (name == "link" and not _LINKS_NOT_LOADED.issuperset(rel))


def _is_foreign(address: str, site_url: str) -> bool:
    own = address.startswith(f"{site_url.rstrip('/')}/".lower())
    return bool(_SCHEME.match(address)) and not own and not address.startswith("data:image/")
