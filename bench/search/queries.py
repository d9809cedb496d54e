"""The judged queries: read from their files, and results judged by them.

Each set was written and judged from the pages alone, by somebody who had not seen what the search
finds, and tuned on later; what the first run on it found stands at its head.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
GOAL, GOAL_OF_GROUP = 0.97, 0.90
REGISTERS = ("people", "organisations", "places", "glossary")
"""The folders of pages whose parts are entries."""


@dataclass(frozen=True, slots=True)
class Query:
    words: str
    lang: str
    wanted: tuple[str, ...]
    """Addresses of the Chinese site; none where nothing may be found."""
    substance: bool
    """Whether a page of substance answers it, and not only an entry."""


def judged() -> dict[str, dict[str, list[Query]]]:
    """The sets by their names, in the order in which they were written, each by its groups."""
    sets: dict[str, dict[str, list[Query]]] = {}
    for file in sorted(FOLDER.glob("judged-*.yml")):
        groups = sets.setdefault(file.stem, {})
        for record in yaml.safe_load(file.read_text(encoding="utf-8")):
            query = Query(
                words=str(record["query"]),
                lang="en" if record["lang"] == "en" else "zh-Hant",
                wanted=tuple(record["good"]),
                substance=record["substance"],
            )
            groups.setdefault(record["group"], []).append(query)
    return sets


def place(query: Query, results: list[list[str]]) -> int:
    """Where the first wanted place stands, from 1; 0 where it does not.

    A result is a list of addresses: those that it shows together.
    """
    if not query.wanted:
        return 0 if results else 1
    for number, addresses in enumerate(results, 1):
        if any(_wanted(query, address) for address in addresses):
            return number
    return 0


def in_substance(query: Query, results: list[list[str]]) -> bool:
    """Whether the first result answers a query, and is no entry of a register."""
    return place(query, results) == 1 and _folder(results[0][0]) not in REGISTERS


def _folder(address: str) -> str:
    return address.removeprefix("en/").partition("/")[0]


def _wanted(query: Query, address: str) -> bool:
    path = address.removeprefix("en/")
    return any(
        path == want if "#" in want else path.partition("#")[0] == want for want in query.wanted
    )


@dataclass(slots=True)
class Score:
    """How an engine did on a group."""

    places: list[int] = field(default_factory=list)
    nothing: int = 0
    """Queries with no result."""
    substance: list[bool] = field(default_factory=list)
    """Of those that a page of substance answers, whether it is the first result."""

    def add(self, query: Query, results: list[list[str]]) -> None:
        self.places.append(place(query, results))
        self.nothing += not results
        if query.substance:
            self.substance.append(in_substance(query, results))

    def within(self, number: int) -> float:
        """The share of queries answered among the first so many results."""
        return sum(0 < place <= number for place in self.places) / len(self.places)

    @property
    def reciprocal_rank(self) -> float:
        return sum(1 / place for place in self.places if place) / len(self.places)

    def __str__(self) -> str:
        zero = self.nothing / len(self.places)
        first = f"{sum(self.substance) / len(self.substance):11.1%}" if self.substance else ""
        shares = f"{self.within(1):7.1%}{self.within(3):8.1%}{self.reciprocal_rank:8.3f}{zero:8.1%}"
        return shares + first


def together(scores: list[Score]) -> Score:
    whole = Score()
    for score in scores:
        whole.places += score.places
        whole.nothing += score.nothing
        whole.substance += score.substance
    return whole
