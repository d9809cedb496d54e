"""The site of the last build, as this one sees it: which pages it would make the same.

A page is made from records, which are noted down as they are read; from what stands beside it,
such as its trail; and from what all pages have in common: the program, the configuration, the
menu. Where the fingerprints of all are the same, its files are taken over, if they are still as
they were left.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from ..cache import program
from ..content.catalogue import Catalogue
from ..content.fingerprints import Fingerprints, name_of
from ..metadata.head import card_file
from ..metadata.social_cards import Picture
from ..models.key import Key
from ..output.finished_pages import Facts
from ..output.staging import Staging
from ..site.page import Page
from .finish import Finished
from .generated_pages import file_of
from .standing import Standing, StandingPages

_OF_THE_BUILD = frozenset({"write", "known", "dated"})
"""Fields of a page that say how it is made."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a page was made from."""

    read: frozenset[Key]
    """The records."""
    dated: bool
    """Whether it would be another on another day."""


class Origins:
    """The fingerprints of all that the pages of a build are made from."""

    def __init__(
        self,
        catalogue: Catalogue,
        in_common: object,
        beside: Callable[[Page], object],
        config: MkDocsConfig,
    ) -> None:
        """``in_common`` is what all pages show apart from single records, ``beside`` gives what
        a page goes by that is not in itself.
        """
        self._records, self._beside = Fingerprints(catalogue), beside
        whole = (program(), _settings(config), self._records.of_order(), in_common)
        self._whole = sha256(repr(whole).encode()).digest()

    def fingerprint(self, page: Page, read: str, *, dated: bool) -> bytes:
        """That of a page for which records of these names were read, a line each."""
        own = [getattr(page, one.name) for one in fields(page) if one.name not in _OF_THE_BUILD]
        day = self._records.day if dated else None
        taken = sha256(self._whole)
        taken.update(repr((own, self._beside(page), day)).encode())
        for name in read.splitlines():
            taken.update(self._records.of(name))
        return taken.digest()


class LastSite:
    """The pages of the last build and, for the next one, those of this."""

    def __init__(self, file: Path, origins: Origins, staging: Staging) -> None:
        """``file`` is that in which they are remembered."""
        self._pages = StandingPages(file)
        self._origins, self._staging = origins, staging
        self._known = self._pages.pages()
        self._old: dict[str, Standing] = {}
        """Of the pages of this build, those that stand as they were."""
        self._new: dict[str, tuple[Standing, bytes]] = {}

    def take_over(self, page: Page) -> bool:
        """Give the new site the files of a page, if it would be made the same."""
        known = self._known.get(page.address)
        if known is None:
            return False
        if known.fingerprint != self._origins.fingerprint(page, known.read, dated=known.dated):
            return False
        return self._staging.take_over(file_of(page), known.html) and self._staging.take_over(
            card_file(page), known.card
        )

    def standing(
        self, page: Page, origin: Origin, html: bytes, picture: Picture, menu: str
    ) -> Standing:
        """What is to be known of a page that was made."""
        read = "\n".join(sorted(map(name_of, origin.read)))
        fingerprint = self._origins.fingerprint(page, read, dated=origin.dated)
        return Standing(fingerprint, read, origin.dated, html, picture.digest, picture.name, menu)

    def finished(self, pages: Iterable[Page]) -> Iterator[tuple[Page, Finished]]:
        """What is to be known of pages that were taken over, as far as it is there still."""
        by_address = {page.address: page for page in pages}
        wanted = {address: self._known[address] for address in by_address}
        for address, finished in self._pages.finished(wanted):
            self._old[address] = wanted[address]
            yield by_address[address], finished

    def menus(self) -> Iterator[Facts]:
        """What is to be known of the menus of the pages that stand."""
        used = {one.menu for one in self._old.values()}
        return (self._pages.menus[menu] for menu in used)

    def pictures(self) -> set[str]:
        """What the pictures of the pages that stand are called in the cache."""
        return {one.picture for one in self._old.values()}

    def add(
        self, page: Page, standing: Standing, finished: bytes, menu: tuple[str, Facts] | None
    ) -> None:
        """Remember a page that was made, and the menus in it."""
        self._new[page.address] = (standing, finished)
        if menu is not None:
            self._pages.menus.update([menu])

    def write(self) -> None:
        """Let the next build know of all pages of this one."""
        self._pages.write(self._new, self._old)


def _settings(config: MkDocsConfig) -> list[object]:
    """What the configuration says, and the files that it names of a theme or a hook."""
    files = [Path(file) for file in config.hooks]
    if config.theme.custom_dir:
        own = Path(config.theme.custom_dir)
        files += sorted(path for path in own.rglob("*") if path.is_file())
    options = json.dumps(dict(config), default=_plain, ensure_ascii=False, sort_keys=True)
    options = options.replace(str(Path(config.config_file_path).parent), ".")  # wherever it stands
    return [options, config.site_url, *(path.read_bytes() for path in files)]


def _plain(value: object) -> object:
    """What of an option can be compared: what is set in it, or of which type it is."""
    return dict(value) if isinstance(value, Mapping) else type(value).__qualname__
