"""The judged queries: read from their files, and results judged by them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
GOAL, GOAL_OF_GROUP = 0.97, 0.90


@dataclass(frozen=True, slots=True)
class Query:
    words: str
    lang: str
    wanted: tuple[str, ...]
    """Addresses of the Chinese site; none where nothing may be found."""
    own_language: bool
    """Whether the page must be in the reader's language."""


def read(name: str) -> dict[str, list[Query]]:
    """The queries of ``NAME.yml`` by group."""
    data = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    groups: dict[str, list[Query]] = {}
    for group, queries in data["groups"].items():
        usual = queries.pop("lang", "zh-Hant")
        groups[group] = [
            Query(
                words=str(words).removeprefix("en "),
                lang="en" if str(words).startswith("en ") else usual,
                wanted=tuple(wanted.format(**data["short"]).split()),
                own_language=group == "cross-language",
            )
            for words, wanted in queries.items()
        ]
    return groups


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


def _wanted(query: Query, address: str) -> bool:
    english = address.startswith("en/")
    if query.own_language and english != (query.lang == "en"):
        return False
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

    def add(self, query: Query, results: list[list[str]]) -> None:
        self.places.append(place(query, results))
        self.nothing += not results

    def within(self, number: int) -> float:
        """The share of queries answered among the first so many results."""
        return sum(0 < place <= number for place in self.places) / len(self.places)

    @property
    def reciprocal_rank(self) -> float:
        return sum(1 / place for place in self.places if place) / len(self.places)

    def __str__(self) -> str:
        zero = self.nothing / len(self.places)
        return f"{self.within(1):7.1%}{self.within(3):8.1%}{self.reciprocal_rank:8.3f}{zero:8.1%}"


def together(scores: list[Score]) -> Score:
    whole = Score()
    for score in scores:
        whole.places += score.places
        whole.nothing += score.nothing
    return whole
