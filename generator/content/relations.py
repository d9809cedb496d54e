"""Which records stand behind which policies: the web that the graphs draw. No language in it.

In: the frozen catalogue. Out: keys in columns, and the pairs that refer to each other.
A clause is in it by its point, the part of the rules that a reader can survey.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .catalogue import Catalogue, Key

ColumnName = Literal["rules", "policies", "recommendations", "findings", "stops"]

_KINDS: dict[str, ColumnName] = {
    "provision": "rules",
    "commentary": "rules",
    "policy": "policies",
    "recommendation": "recommendations",
    "finding": "findings",
    "stop": "stops",
}


@dataclass(frozen=True, slots=True)
class Relations:
    """Records by column, in catalogue order, and the pairs that are joined."""

    columns: dict[ColumnName, tuple[Key, ...]]
    pairs: tuple[tuple[Key, Key], ...]

    def of(self, key: Key) -> tuple[Key, ...]:
        """Those that a record is joined to, in the order of the pairs."""
        return tuple(dict.fromkeys(b if a == key else a for a, b in self.pairs if key in (a, b)))

    def around(self, key: Key) -> Relations:
        """A record with those of other columns that it is joined to, and what joins these."""
        column = next(keys for keys in self.columns.values() if key in keys)
        shown = {key, *(each for each in self.of(key) if each not in column)}
        return Relations(
            {name: tuple(k for k in keys if k in shown) for name, keys in self.columns.items()},
            tuple(pair for pair in self.pairs if shown.issuperset(pair)),
        )


def relations(catalogue: Catalogue) -> Relations:
    """Every policy with what informs it, and how findings and recommendations came about."""
    pairs = tuple(dict.fromkeys(_pairs(catalogue)))
    joined = {key for pair in pairs for key in pair}
    columns: dict[ColumnName, tuple[Key, ...]] = dict.fromkeys(_KINDS.values(), ())
    for kind, name in _KINDS.items():
        columns[name] += tuple(e.key for e in catalogue.all(kind) if e.key in joined)
    return Relations(columns, pairs)


def _pairs(catalogue: Catalogue) -> Iterator[tuple[Key, Key]]:
    for entry in catalogue.all("policy"):
        model = entry.model
        for clause in model.clauses:
            scheme, _, locator = clause.clause.partition("/")
            yield entry.key, Key("provision", f"{scheme}/{locator.partition('.')[0]}")
        for commentary in model.commentary:
            yield entry.key, Key("commentary", commentary.commentary)
        for recommendation in model.recommendations:
            yield entry.key, Key("recommendation", recommendation.recommendation)
        for finding in model.findings:
            yield entry.key, Key("finding", finding.finding)
        for stop in model.stops:
            yield entry.key, Key("stop", stop.stop)
        for policy in model.related:
            # Each names the other, or one of them does: one pair either way.
            first, second = sorted((entry.key.id, policy))
            yield Key("policy", first), Key("policy", second)
    for kind in ("recommendation", "finding"):
        for entry in catalogue.all(kind):
            scope = entry.key.scope
            for id_ in getattr(entry.model, "findings", ()):
                yield entry.key, Key("finding", f"{scope}/{id_}")
            for id_ in entry.model.stops:
                yield entry.key, Key("stop", f"{scope}/{id_}")
