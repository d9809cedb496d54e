"""Letters of titles that the pictures beside shared links cannot show."""

from __future__ import annotations

from collections.abc import Iterator

from ..content.catalogue import Catalogue
from ..diagnostics.codes import Code
from ..diagnostics.errors import DataError
from ..kinds import KINDS
from ..languages import LANGS
from ..metadata.social_cards import without_glyph
from ..text.inline import plain


def unshown(catalogue: Catalogue) -> Iterator[DataError]:
    """A warning for each record with a page of its own, and so a picture, whose title has some."""
    for kind in KINDS.values():
        if kind.route is None or "#" in kind.route:
            continue
        for entry in catalogue.every_version(kind):
            titles = [plain(entry.title[lang]) for lang in LANGS]
            letters = {letter for title in titles for letter in without_glyph(title)}
            if letters:
                words = " ".join(sorted(letters))
                yield entry.raw.error(("title",), Code.LETTER_NOT_DRAWN, letters=words)
