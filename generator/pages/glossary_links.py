"""Terms: where a page uses a term of the glossary, marked so that it can be explained there.

In: the terms that concern a page, and its texts as safe HTML. Out: the same HTML, in which the
first use of each term in a section is a link that ``assets/site.js`` turns into a switch.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape

from markupsafe import Markup

from ..content.catalogue import Entry
from ..languages import LANGUAGES, Lang
from ..models.registry import Term
from ..text.inline import plain

_HAN = re.compile("[㐀-鿿]")


class TermMarker:
    """Marks terms on one page, in its order; ``url`` gives the address of a term's record."""

    def __init__(
        self, terms: Iterable[Entry[Term]], lang: Lang, url: Callable[[Entry[Term]], str]
    ) -> None:
        self.used: list[Entry[Term]] = []
        """The terms that have been marked, each once."""
        self._url = url
        self._seen: set[str] = set()
        self._by_words: dict[str, Entry[Term]] = {}
        spaced = bool(LANGUAGES[lang].space)
        for entry in terms:
            for name in (plain(entry.model.name[lang]), *entry.model.aliases):
                # A single character is a part of too many words.
                if len(name) > 1 and bool(_HAN.search(name)) != spaced:
                    self._by_words.setdefault(escape(name, quote=False).lower(), entry)
        words = "|".join(sorted(map(re.escape, self._by_words), key=len, reverse=True))
        # An English term may stand in the plural; a word that only contains it is another.
        words = rf"\b({words})s?\b" if spaced else rf"({words})"
        # No term stands in an entity, such as the "amp" of an escaped ampersand.
        self._pattern = re.compile(rf"<(/?a)\b[^>]*>|<[^>]*>|{words}|&#?\w+;", re.IGNORECASE)

    def new_section(self) -> None:
        """Begins a section, in which each term is marked anew."""
        self._seen.clear()

    def mark(self, html: Markup) -> Markup:
        """The HTML with the terms in it marked, but not within links."""
        if not self._by_words:
            return html
        linked = False

        def marked(match: re.Match[str]) -> str:
            """A match as it is to stand: a term linked the first time, all else unchanged."""
            nonlocal linked
            if match[1]:
                linked = match[1].lower() == "a"
            if match[2] is None or linked:
                return match[0]
            entry = self._by_words[match[2].lower()]
            if entry.key.name in self._seen:
                return match[0]
            self._seen.add(entry.key.name)
            if entry not in self.used:
                self.used.append(entry)
            return (
                f'<a class="term" href="{escape(self._url(entry))}"'
                f' data-term="{entry.key.name}">{match[0]}</a>'
            )

        return Markup(self._pattern.sub(marked, html))
