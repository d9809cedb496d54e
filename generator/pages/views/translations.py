"""The view of how the translations stand: by section, and each text whose English is stale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ... import kinds
from ...content.translations import State, Translation
from ...kinds import HEADS, KINDS, head_of
from ...labels import Label
from ...models.base import Text
from ..context import Context

SECTION_LABELS: Mapping[str, Label] = {
    **{kind.folder: kind.page for kind in KINDS.values() if kind.page is not None},
    "": "interface_words",
    "commentary": "commentary",
    kinds.FOLLOW_UP.folder: "ledger",
}
"""What a section is called that is not a scheme or a visit."""
_WITHOUT_PAGE = ("", "commentary")
_ELSEWHERE = {kinds.FOLLOW_UP.folder: "recommendations"}


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section of the data: how many of its texts are in each state."""

    title: str
    href: str | None
    texts: int
    current: int
    stale: int
    new: int
    share: int
    """Of a hundred texts those whose English is current."""


@dataclass(frozen=True, slots=True)
class StaleText:
    """A text whose English is stale: what it is part of, where that stands, its line in a file.

    Words of the interface stand on every page, and so have neither title nor address.
    """

    title: Text | None
    href: str | None
    place: str


@dataclass(frozen=True, slots=True)
class TranslationsPage:
    """What the page on the state of the translations shows."""

    sections: tuple[SectionLine, ...]
    stale: tuple[StaleText, ...]


def translations_page(ctx: Context) -> TranslationsPage:
    """The view of how the translations stand."""
    return TranslationsPage(
        tuple(_sections(ctx)),
        tuple(
            StaleText(*_part(ctx, text), f"{text.raw.file}:{text.mark.line}")
            for text in ctx.catalogue.translations
            if text.state is State.STALE
        ),
    )


def _part(ctx: Context, text: Translation) -> tuple[Text | None, str | None]:
    """What a text is part of, and its address: the scheme's where it has none of its own."""
    key = text.raw.key
    if key.kind == "changes":
        change = ctx.catalogue.changes.entries[int(text.path[1])]
        return Text.of(**dict(change.title)), ctx.to(f"changes/#{change.id}")
    place = key if KINDS[key.kind].route is not None else head_of(key)
    return (None, None) if place is None else (ctx.title_of(place), ctx.url(place))


def _sections(ctx: Context) -> Iterator[SectionLine]:
    counts: dict[str, Counter[State]] = {}
    for text in ctx.catalogue.translations:
        counts.setdefault(text.section, Counter())[text.state] += 1
    names = {
        f"{KINDS[head].folder}/{entry.key.id}": entry.model.short_title[ctx.lang]
        for head in HEADS
        for entry in ctx.catalogue.all(KINDS[head])
    }
    for section, states in counts.items():
        texts, current = states.total(), states[State.CURRENT]
        yield SectionLine(
            names.get(section) or ctx.t[SECTION_LABELS[section]],
            None if section in _WITHOUT_PAGE else ctx.to(f"{_ELSEWHERE.get(section, section)}/"),
            texts,
            current,
            states[State.STALE],
            states[State.NEW],
            current * 100 // texts,
        )
