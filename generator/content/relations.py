"""Which records stand behind which policies: the web that the graphs draw. No language in it.

In: the frozen catalogue. Out: keys in columns, and the pairs that refer to each other.
A clause is in it by its point, the part of the rules that a reader can survey.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Literal

from .. import kinds
from ..kinds import KINDS
from ..models.key import Key
from ..models.policy import Evidence
from ..text import locators
from .catalogue import Catalogue

ColumnName = Literal["rules", "policies", "recommendations", "findings", "stops"]

_KINDS: dict[str, ColumnName] = {
    "provision": "rules",
    "commentary": "rules",
    "policy": "policies",
    "recommendation": "recommendations",
    "finding": "findings",
    "stop": "stops",
}


@dataclass(frozen=True)
class Relations:
    """Records by column, in catalogue order, and the pairs that are joined."""

    columns: dict[ColumnName, tuple[Key, ...]]
    pairs: tuple[tuple[Key, Key], ...]

    def of(self, key: Key) -> tuple[Key, ...]:
        """Those that a record is joined to, in the order of the pairs."""
        return tuple(self._joined.get(key, ()))

    def by_column(self, key: Key) -> Iterator[tuple[ColumnName, list[Key]]]:
        """Those that a record is joined to, in catalogue order, for each column that has any."""
        joined = sorted(self.of(key), key=self._places.__getitem__)
        return ((name, list(keys)) for name, keys in groupby(joined, lambda k: _KINDS[k.kind]))

    @cached_property
    def _joined(self) -> dict[Key, dict[Key, None]]:
        found: dict[Key, dict[Key, None]] = defaultdict(dict)
        for a, b in self.pairs:
            found[a][b] = found[b][a] = None
        return found

    @cached_property
    def _places(self) -> dict[Key, int]:
        every = (key for keys in self.columns.values() for key in keys)
        return {key: place for place, key in enumerate(every)}


def relations(catalogue: Catalogue) -> Relations:
    """Every policy with what informs it, and how findings and recommendations came about."""
    pairs = tuple(dict.fromkeys(_pairs(catalogue)))
    joined = {key for pair in pairs for key in pair}
    columns: dict[ColumnName, tuple[Key, ...]] = dict.fromkeys(_KINDS.values(), ())
    for kind, name in _KINDS.items():
        columns[name] += tuple(e.key for e in catalogue.all(KINDS[kind]) if e.key in joined)
    return Relations(columns, pairs)


def _pairs(catalogue: Catalogue) -> Iterator[tuple[Key, Key]]:
    for entry in catalogue.all(kinds.POLICY):
        model = entry.model
        for clause in model.clauses:
            point = locators.point(clause.target.name)
            yield entry.key, replace(clause.target, name=point)
        evidence: tuple[Evidence, ...] = (
            *model.commentary, *model.recommendations, *model.findings, *model.stops,
        )  # fmt: skip
        for link in evidence:
            yield entry.key, link.target
        for policy in model.related:
            # Policies are related whichever of them names the other: sorted, it is one pair.
            first, second = sorted((entry.key, Key("policy", policy)))
            yield first, second
    for conclusion in (*catalogue.all(kinds.RECOMMENDATION), *catalogue.all(kinds.FINDING)):
        for finding in getattr(conclusion.model, "findings", ()):
            yield conclusion.key, conclusion.key.of("finding", finding)
        for stop in conclusion.model.stops:
            yield conclusion.key, conclusion.key.of("stop", stop)
