"""Times the whole build beside plain MkDocs and Material on the same Markdown pages.

Today's data, then the data multiplied to about 1,000 and, with ``--large``, 10,000 pages: a
visit and the policy that takes it up, again and again. Both builds run in turns in one go, each
in processes of its own, from nothing, without a cache; then ours once more after one record was
edited. The best of the rounds counts, because the machine is noisy. Prints seconds, the ratio, the
most memory that all processes of a build take together, where the system tells it, and how large
the index of the search is.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from generator.build import build
from generator.mkdocs_adapter.generated_pages import metadata
from generator.site.page import NavItem

ROOT = Path(__file__).resolve().parent.parent
VISIT, POLICY = "usa-2024", "city-diplomacy"
SIZES = ((0, 3, 1.0), (14, 2, 0.8))
"""Copies of the visit, rounds, and the ratio that is wanted."""
LARGE = (165, 1, 0.8)
OFTEN = 0.2
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a build has taken."""

    seconds: float
    megabytes: float


def main() -> int:
    sizes = (*SIZES, LARGE) if "--large" in sys.argv else SIZES
    met = True
    with tempfile.TemporaryDirectory() as folder:
        for copies, rounds, wanted in sizes:
            ratio = _compare(Path(folder) / str(copies), copies, rounds)
            print(f"    ratio {ratio:.2f}, wanted at most {wanted}", flush=True)
            met = met and ratio <= wanted
    return 0 if met else 1


def _compare(folder: Path, copies: int, rounds: int) -> float:
    ours, plain = folder / "ours", folder / "plain"
    pages = make_ours(ours, copies)
    _make_plain(plain, ours)
    runs: dict[str, list[Run]] = {"plain MkDocs and Material": [], "ours": [], "after an edit": []}
    for number in range(rounds):
        for left in (plain, ours):
            _clear(left)
        runs["plain MkDocs and Material"].append(_run(plain))
        runs["ours"].append(_run(ours))
        _edit(ours, number)
        runs["after an edit"].append(_run(ours))
    best = {name: min(found, key=lambda run: run.seconds) for name, found in runs.items()}
    print(f"{pages} pages, {_index(ours) / 1e6:.1f} MB of index")
    for name, run in best.items():
        a_page = 1000 * run.seconds / pages
        print(f"    {name}: {run.seconds:.1f} s, {a_page:.1f} ms a page, {run.megabytes:.0f} MB")
    plain_run, our_run, _ = best.values()
    return our_run.seconds / plain_run.seconds


def _edit(folder: Path, number: int) -> None:
    """Change the words of one stop."""
    file = min((folder / "data" / "visits" / VISIT / "stops").glob("*.yml"))
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("zh: ", f"zh: 第{number}次", 1), encoding="utf-8")


def _index(folder: Path) -> int:
    """Bytes of the index of the search."""
    files = (folder / "site" / "assets" / "search").rglob("*")
    return sum(file.stat().st_size for file in files if file.suffix in (".bin", ".json"))


def make_ours(folder: Path, copies: int) -> int:
    """The project with its data, the larger visit and a policy copied so many times; its pages."""
    folder.mkdir(parents=True)
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("custom_dir: ", f"custom_dir: {ROOT}/")
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    visit = folder / "data" / "visits" / VISIT
    policy = folder / "data" / "policies" / f"{POLICY}.yml"
    text = policy.read_text(encoding="utf-8")
    for number in range(copies):
        copy = f"{VISIT}-{number}"
        shutil.copytree(visit, visit.with_name(copy))
        record = yaml.safe_load(text)
        for kind, field in (("stops", "stop"), ("findings", "finding"),
                            ("recommendations", "recommendation")):  # fmt: skip
            record[kind] = [
                {field: f"{copy}/{path.stem}", "why": {"zh": "量測用", "en": "for measuring"}}
                for path in sorted((visit / kind).glob("*.yml"))
            ]
        policy.with_name(f"{POLICY}-{number}.yml").write_text(
            yaml.safe_dump(record, allow_unicode=True), encoding="utf-8"
        )
    return len(build(folder / "data").pages)


def _make_plain(folder: Path, ours: Path) -> None:
    """The same Markdown pages as files, the same theme, the same navigation, no generator."""
    site = build(ours / "data")
    docs = folder / "docs"
    shutil.copytree(ours / "docs", docs)
    for page in site.pages:
        path = docs / page.address / "index.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        front = "".join(f"{name}: {json.dumps(value)}\n" for name, value in metadata(page).items())
        path.write_text(f"---\n{front}---\n\n{page.markdown}", encoding="utf-8")
    config = (ours / "mkdocs.yml").read_text(encoding="utf-8")
    lines = [line for line in config.splitlines() if "custom_dir" not in line]
    lines[lines.index("  - screen-policy")] = "  - search"  # Material's own, beside the site's
    lines = [line for line in lines if "site.css" not in line and line != "extra_css:"]
    nav = yaml.safe_dump({"nav": [_nav(item, docs) for item in site.navigation["zh"]]})
    (folder / "mkdocs.yml").write_text("\n".join(lines) + "\n" + nav, encoding="utf-8")


def _nav(item: NavItem, docs: Path) -> dict[str, object]:
    if item.address is None:
        return {item.title: [_nav(child, docs) for child in item.children]}
    path = f"{item.address}index.md"
    written = f"{item.address.removesuffix('/')}.md"
    return {item.title: path if (docs / path).is_file() else written}


def _clear(folder: Path) -> None:
    """Leave nothing of a build before."""
    for left in ("site", ".build", ".site-build"):
        shutil.rmtree(folder / left, ignore_errors=True)


def _run(folder: Path) -> Run:
    start = time.perf_counter()
    build_ = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "-q"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
    )
    most = 0.0
    while build_.poll() is None:
        most = max(most, sum(map(_megabytes, _family(build_.pid))))
        time.sleep(OFTEN)
    if build_.returncode:
        raise SystemExit("the build failed")
    return Run(time.perf_counter() - start, most)


def _family(process: int) -> Iterator[int]:
    """A process and all that it has begun."""
    yield process
    for file in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = file.read_text(encoding="ascii").split()
        except OSError:  # it has ended
            continue
        for child in children:
            yield from _family(int(child))


def _megabytes(process: int) -> float:
    """Its memory, where what it shares with others counts in parts; 0 where nothing tells that."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    sys.exit(main())
