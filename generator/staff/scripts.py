"""Staff's scripts: what they are called beside the search's own, and their words."""

from __future__ import annotations

from pathlib import Path

from ..assets import published_with
from ..diagnostics import messages
from ..languages import LANGS, LANGUAGES, Lang

FOLDER = "assets/"
_WORDS = "search_shows_"


def scripts() -> dict[str, str]:
    """The scripts by their names in a site that has the search's own."""
    found = published_with(Path(__file__).parent / "assets")
    return {f"{FOLDER}{name}": text for name, text in found.items()}


def words(lang: Lang) -> dict[str, str]:
    """What the scripts say, in a language."""
    return messages.group(_WORDS, lang)


def words_by_tag() -> dict[str, dict[str, str]]:
    """What the scripts say, by the tags of languages."""
    return {LANGUAGES[lang].tag: words(lang) for lang in LANGS}
