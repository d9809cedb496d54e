"""What stands beside each scheme for machines: its rules as Akoma Ntoso, its versions as a feed."""

from __future__ import annotations

from ..content.catalogue import Catalogue
from ..diagnostics.errors import working_on
from .akoma_ntoso import rules_files
from .rss import Comparisons, versions_feeds


def scheme_files(catalogue: Catalogue, comparisons: Comparisons, site_url: str) -> dict[str, str]:
    """The files by name, and their text; ``site_url`` ends with a slash."""
    files: dict[str, str] = {}
    for scheme in catalogue.versions():
        with working_on(scheme.entry.raw.file):
            files |= rules_files(scheme, site_url)
    for scheme in catalogue.schemes():
        with working_on(scheme.entry.raw.file):
            files |= versions_feeds(scheme, comparisons, site_url)
    return files
