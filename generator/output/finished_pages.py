"""Finished pages: what the whole site's check, style sheet and policy need of every page.

In: each page as it is finished. The pages themselves are let go.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from sys import intern

from .csp import Finding, UnsafePages, findings
from .document import Document
from .link_check import check_links, places_of
from .stylesheet import Used


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands in one page."""

    name: str
    anchors: set[str]
    links: dict[str, str]
    """Where each leads in the site."""
    names: set[str]
    """Classes, and the values of attributes that a style sheet asks for."""
    findings: list[Finding]

    def __or__(self, part: Facts) -> Facts:
        """What stands in the page with another part of it."""
        return Facts(
            self.name,
            self.anchors | part.anchors,
            self.links | part.links,
            self.names | part.names,
            [*self.findings, *part.findings],
        )


class FinishedPages:
    """What stands in the pages of a site; a page that is finished anew takes its own place.

    ``attributes`` are the beginnings of those attributes that a style sheet asks for by value,
    ``site_url`` is where the site will stand.
    """

    def __init__(self, attributes: tuple[str, ...] = (), site_url: str = "/") -> None:
        self._attributes = attributes
        self._site_url = site_url
        self._anchors: dict[str, set[str]] = {}
        self._links: dict[str, dict[str, str]] = {}
        self._names: set[str] = set()
        self._findings: dict[str, list[Finding]] = {}
        self._around: dict[str, Facts] = {}

    def add(self, document: Document) -> None:
        """Look at a finished page, and take over what it holds."""
        self.take(self.facts(document))

    def facts(self, document: Document) -> Facts:
        """What a finished page holds."""
        return Facts(
            document.name,
            document.anchors,
            places_of(document.name, document.links),
            document.classes | document.values(self._attributes),
            list(findings(document, (), self._site_url)),
        )

    def take(self, facts: Facts) -> None:
        """Take over what a finished page holds."""
        self._anchors[facts.name] = facts.anchors
        self._links[facts.name] = {link: intern(place) for link, place in facts.links.items()}
        self._names |= facts.names
        self._findings[facts.name] = facts.findings

    def take_around(self, facts: Facts) -> None:
        """Take over what stands around several pages, as the one that they name has it."""
        self._around[facts.name] = facts
        self._names |= facts.names

    def used(self, *names: str) -> Used:
        """What the pages use of a style sheet; ``names`` are what a script gives them."""
        return Used(self._names.union(names), self._attributes)

    def check_scripts(self, known: Collection[str], sources: Mapping[str, str]) -> None:
        """Raise ``UnsafePages`` if a page holds what no page may, but for the ``known`` scripts.

        ``sources`` names the file that a page is made from, by the page's name in the site.
        """
        around = (facts.findings for facts in self._around.values())
        unsafe = [
            finding
            for found in (*(self._findings[name] for name in sorted(self._findings)), *around)
            for finding in found
            if finding.problem != "unknown_script" or finding.excerpt not in known
        ]
        if unsafe:
            raise UnsafePages(unsafe, sources)

    def check_links(self, files: Collection[str]) -> None:
        """Raise ``BrokenLinks`` if a link leads to none of ``files``, or to no anchor of a page."""
        links = defaultdict(dict, self._links)
        for facts in self._around.values():
            links[facts.name] = links[facts.name] | facts.links
        check_links(links, self._anchors, files)
