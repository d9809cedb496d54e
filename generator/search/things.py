"""Things: records about one thing, such as a place, the organisation there and a visit to it.

Records that are called alike are about one thing; so are an organisation, or a place, and the
one stop of a visit that was with it, or there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from .. import kinds
from ..content.catalogue import AnyEntry, Catalogue
from ..languages import LANGS
from ..models.key import Key
from ..text.inline import plain

KINDS = (kinds.PERSON, kinds.ORGANISATION, kinds.PLACE, kinds.TERM, kinds.STOP, kinds.POLICY)
"""The kinds of which a record is about a thing that has a name."""


def things(catalogue: Catalogue) -> Mapping[Key, Key]:
    """For each record of a thing about which there are several, the first of them."""
    groups = _Groups()
    for kind in KINDS:
        for entry in catalogue.all(kind):
            for name in _names(entry):
                groups.join(entry.key, name)
    of = [
        (stop.key, Key(kind.name, name))
        for stop in catalogue.all(kinds.STOP)
        for kind, name in (
            (kinds.ORGANISATION, stop.model.organisation),
            (kinds.PLACE, stop.model.place),
        )
        if name is not None
    ]
    visited = Counter(thing for _, thing in of)
    for stop, thing in of:
        if visited[thing] == 1:
            groups.join(stop, thing)
    return groups.firsts()


def _names(entry: AnyEntry) -> Iterable[str]:
    """What a record is called in either language, to be compared."""
    title = entry.title
    names = (*(plain(title[lang]) for lang in LANGS), *getattr(entry.model, "aliases", ()))
    return {"".join(name.casefold().split()) for name in names}


class _Groups:
    """Records, joined by what they share."""

    def __init__(self) -> None:
        self._above: dict[Key | str, Key | str] = {}

    def join(self, record: Key, shared: Key | str) -> None:
        """Put a record with all that have the same, be it a name or another record."""
        first, second = self._first(record), self._first(shared)
        if first != second:
            self._above[second] = first

    def _first(self, item: Key | str) -> Key | str:
        while (above := self._above.setdefault(item, item)) != item:
            item = above
        return item

    def firsts(self) -> dict[Key, Key]:
        members: dict[Key | str, list[Key]] = defaultdict(list)
        for item in self._above:
            if isinstance(item, Key):
                members[self._first(item)].append(item)
        return {key: group[0] for group in members.values() if len(group) > 1 for key in group}
