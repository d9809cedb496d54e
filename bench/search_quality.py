"""How well the search finds, beside Material's and Pagefind's, on the same built pages.

Prints for each group of judged queries the share that is answered by the first result and by the
first three, the mean reciprocal rank, the share without any result, and how often the first
result answers in substance: where it is not the entry of a register. The newest set says whether
all is well.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from .search.engines import engines, served
from .search.queries import GOAL, GOAL_OF_GROUP, Score, judged, together

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        build(site, Path(folder) / "mkdocs.yml")
        return _compare(site)


def build(site: Path, config: Path) -> None:
    """The site, with the index of Material's search beside it."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for key in ("docs_dir: ", "custom_dir: "):
        text = text.replace(key, f"{key}{ROOT}/")
    text = text.replace(
        "  - screen-policy", f"  - search\n  - screen-policy:\n      data_dir: {ROOT}/data"
    )
    text += f"hooks:\n  - {ROOT}/bench/search/keep_index.py\n"
    config.write_text(text, encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(site)],
        check=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _compare(site: Path) -> int:
    good = True
    with served(site) as (page, address):
        for engine in engines():
            if engine.missing:
                print(f"\n{engine.name}: left out, {engine.missing}")
                continue
            page.goto(address)
            engine.prepare(page, address, site)
            for name, groups in judged().items():
                print(f"\n{engine.name}, {name}:\n{'':18}first  three    mean    none  substance")
                scores: dict[str, Score] = {}
                for group, queries in groups.items():
                    score = scores[group] = Score()
                    for query in queries:
                        score.add(query, engine.find(page, address, query))
                    print(f"{group:16}{score}")
                whole = together(list(scores.values()))
                print(f"{'all':16}{whole}")
                if engine.name == "ours":
                    good = whole.within(3) >= GOAL and all(
                        score.within(3) >= GOAL_OF_GROUP for score in scores.values()
                    )
    print(f"\nwanted of the first three: {GOAL:.0%} of all, {GOAL_OF_GROUP:.0%} of each group")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
