"""Draws statements of the site at random, for somebody who checks them against the sources.

    python -m bench.statements SEED [NUMBER]

Three parts of seven are of policies and commentary, three of visits, one of the registers.

A statement is a text of a record that restates a source: a paragraph, a note, a figure with its
label, the reason of a link. Names, titles and headings are none. The same seed and the same data
give the same statements. Each is printed with its file, its place there, both languages and the
sections that its record cites.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from generator.content.load import FieldPath, load

DATA = Path(__file__).resolve().parent.parent / "data"
PARTS = (
    (3, ("policy", "commentary")),
    (3, ("visit", "stop", "finding", "recommendation", "follow-up")),
    (1, ("person", "organisation", "place", "term")),
)
NAMES = {"title", "short_title", "name", "heading", "sources", "columns", "unlinked"}


def statements(kinds: Collection[str]) -> list[dict[str, Any]]:
    """Every statement of the records of some kinds, in the order of the files."""
    found = []
    for raw in load(DATA).records:
        if raw.key.kind not in kinds:
            continue
        data: Any = raw.data
        cited = [
            f"{source['document']} {source.get('section', {}).get('zh', '')}".strip()
            for source in data.get("sources", [])
        ]
        for path, words in _texts(data, ()):
            place = ".".join(map(str, path))
            found.append({"file": raw.file, "place": place, **words, "sources": cited})
    return found


def _texts(data: object, path: FieldPath) -> Iterator[tuple[FieldPath, Mapping[str, str]]]:
    if isinstance(data, list):
        for i, item in enumerate(data, start=1):
            yield from _texts(item, (*path, i))
    elif isinstance(data, dict) and data.keys() == {"zh", "en"}:
        yield path, {lang: str(getattr(data[lang], "text", data[lang])) for lang in ("zh", "en")}
    elif isinstance(data, dict) and {"label", "value"} <= data.keys():
        parts = [data[name] for name in ("label", "value", "note") if name in data]
        yield path, {lang: " | ".join(str(part[lang]) for part in parts) for lang in ("zh", "en")}
    elif isinstance(data, dict):
        for name, item in data.items():
            if name not in NAMES:
                yield from _texts(item, (*path, name))


def main() -> None:
    """Prints the statements that a seed draws, as YAML."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("seed", type=int)
    asked.add_argument("number", type=int, nargs="?", default=200)
    given = asked.parse_args()
    chance = random.Random(given.seed)
    whole = sum(share for share, _ in PARTS)
    drawn: list[dict[str, Any]] = []
    for share, kinds in PARTS:
        every = statements(kinds)
        chosen = chance.sample(range(len(every)), round(given.number * share / whole))
        drawn += [every[at] for at in sorted(chosen)]
        print(f"# {len(chosen)} of {len(every)}: {', '.join(kinds)}; seed {given.seed}")
    numbered = [{"number": i, **statement} for i, statement in enumerate(drawn, start=1)]
    print(yaml.safe_dump(numbered, allow_unicode=True, sort_keys=False, width=200), end="")


if __name__ == "__main__":
    main()
