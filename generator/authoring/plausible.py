"""What is filled into a new record: the values that are most likely right.

In: the catalogue and the new record's key. Out: the words for each ``$…`` of its skeleton.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .. import kinds
from ..content.catalogue import Catalogue, Entry
from ..content.versions import today
from ..kinds import KINDS, head_of
from ..models.key import Key
from ..models.kind import Kind, M
from ..text import locators


class NothingToName(Exception):
    """A new record has to name one of ``kind``, and there is none."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(kind)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a new record stands: its key, how many are started before it, whose source it has."""

    catalogue: Catalogue
    key: Key
    before: int
    source_of: Key | None

    def fill(self, name: str) -> str:
        """The words for ``$name``.

        Raises:
            NothingToName: where they name a record of a kind that has none.
        """
        words: str = getattr(self, f"_{name}")()
        return words

    def _id(self) -> str:
        return self.key.id

    def _locator(self) -> str:
        return self.key.name

    def _today(self) -> str:
        return today().isoformat()

    def _order(self) -> str:
        kind = KINDS[self.key.kind]
        head = head_of(self.key)
        entries = self.catalogue.all(kind) if head is None else self.catalogue.within(kind, head)
        models = [entry.model for entry in entries]
        if self.key.kind == "question":
            models = [model for model in models if model.topic == self._topic()]
        return str(max((model.order for model in models), default=0) + 1 + self.before)

    def _agency(self) -> str:
        heads = self.catalogue.visits() if self.key.kind == "visit" else self.catalogue.schemes()
        return self._first(kinds.ORGANISATION, *(head.model.agency for head in heads))

    def _person(self) -> str:
        visits = [visit.model for visit in self.catalogue.visits()]
        return self._first(kinds.PERSON, *(visit.members[0].person for visit in visits))

    def _place(self) -> str:
        stops = [entry.model.place for entry in self._siblings(kinds.STOP)]
        return self._first(kinds.PLACE, *stops[-1:])

    def _day(self) -> str:
        """The day after the last one of the visit's stops, as far as the visit goes."""
        visit = next(v for v in self.catalogue.visits() if v.key == head_of(self.key)).model
        days = [day for entry in self._siblings(kinds.STOP) for day in entry.model.dates]
        last = max(days, default=visit.start - timedelta(days=1))
        return min(last + timedelta(days=1 + self.before), visit.end).isoformat()

    def _recommendation(self) -> str:
        return self._first(kinds.RECOMMENDATION)

    def _topic(self) -> str:
        topics = self.catalogue.site.question_topics
        return topics[0].id if topics else "topic"

    def _source(self) -> str:
        """Of a visit or scheme, the file started with it; else its head's, or the latest."""
        if self.key.kind in kinds.HEADS:
            return f"{self.key.id}-{'report' if self.key.kind == 'visit' else 'rules'}"
        head = head_of(self.key) or self.source_of
        if head is not None:
            document: str = self.catalogue.entry(head).model.sources[0].document
            return document
        sources = list(self.catalogue.all(kinds.SOURCE))
        if self.key.kind == "commentary":
            sources = [e for e in sources if e.model.kind == "commentary"] or sources
        dated = [entry for entry in sources if entry.model.dated is not None]
        dated.sort(key=lambda entry: entry.model.dated or date.min)
        return self._first(kinds.SOURCE, *(e.key.id for e in (*dated[::-1], *sources)))

    def _example(self) -> str:
        """The worked example that a new one is based on: the first with a verdict."""
        examples = self._siblings(kinds.EXAMPLE)
        found = [e for e in examples if e.model.expect.verdict is not None] or examples
        return found[0].key.name if found else "null"

    def _expect(self) -> str:
        """What the example expects that the new one is based on: the facts are still the same."""
        based_on = self._example()
        if based_on == "null":
            return "{}"
        verdict = self.catalogue.entry(self.key.of("example", based_on)).model.expect.verdict
        return "{}" if verdict is None else f"{{verdict: {verdict}}}"

    def _siblings(self, kind: Kind[M]) -> Sequence[Entry[M]]:
        head = head_of(self.key)
        return () if head is None else self.catalogue.within(kind, head)

    def _first(self, wanted: Kind[M], *used: str) -> str:
        """An id that others of this kind use, or else the first there is."""
        ids = [*used, *(entry.key.id for entry in self.catalogue.all(wanted))]
        if not ids:
            raise NothingToName(wanted.name)
        return ids[0]


def next_locator(catalogue: Catalogue, clause: Key, taken: Iterable[str]) -> str:
    """The locator after the last: of ``4.`` the next below clause 4, of nothing the next point."""
    head = head_of(clause)
    assert head is not None
    names = [*(e.key.name for e in catalogue.within(kinds.PROVISION, head)), *taken]
    above = clause.name.removesuffix(".")
    parts = [locators.parts(name) for name in names]
    under = locators.parts(above) if above else ()
    last = max((p[-1] for p in parts if len(p) == len(under) + 1 and p[:-1] == under), default=0)
    return ".".join(map(str, (*under, last + 1)))
