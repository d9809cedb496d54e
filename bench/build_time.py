"""Times the whole build beside plain MkDocs and Material on the same Markdown pages.

Today's data, then the data multiplied to about 1,000 pages. Both builds run in turns in
one go, each in a process of its own; the best of the rounds counts, because the machine
is noisy. Prints seconds, the ratio, and seconds a page.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

from generator.build import build
from generator.mkdocs_adapter.markdown import file_of, metadata
from generator.site.page import NavItem

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3
TARGET = 1.25


def main() -> int:
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for copies in (0, 21):
            worst = max(worst, _compare(Path(folder) / str(copies), copies))
    print(f"worst ratio {worst:.2f}, wanted at most {TARGET}")
    return 0 if worst <= TARGET else 1


def _compare(folder: Path, copies: int) -> float:
    ours, plain = folder / "ours", folder / "plain"
    pages = _make_ours(ours, copies)
    _make_plain(plain, ours)
    times: dict[str, list[float]] = {"ours": [], "plain": []}
    for _ in range(ROUNDS):
        times["plain"].append(_time(plain))
        times["ours"].append(_time(ours))
    best = {name: min(item) for name, item in times.items()}
    ratio = best["ours"] / best["plain"]
    print(
        f"{pages} pages: ours {best['ours']:.2f} s, plain MkDocs and Material"
        f" {best['plain']:.2f} s, ratio {ratio:.2f}, {1000 * best['ours'] / pages:.1f} ms a page"
    )
    return ratio


def _make_ours(folder: Path, copies: int) -> int:
    """The project with its data, the larger visit copied so many times."""
    folder.mkdir(parents=True)
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("custom_dir: ", f"custom_dir: {ROOT}/")
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    visit = folder / "data" / "visits" / "usa-2024"
    hub = folder / "data" / "policies" / "city-diplomacy.yml"
    policy = yaml.safe_load(hub.read_text(encoding="utf-8"))

    for number in range(copies):
        copy = f"usa-2024-{number}"
        shutil.copytree(visit, visit.with_name(copy))
        for kind, field in (("stops", "stop"), ("findings", "finding"),
                            ("recommendations", "recommendation")):  # fmt: skip
            policy[kind] += [
                {field: f"{copy}/{path.stem}", "why": {"zh": "量測用", "en": "for measuring"}}
                for path in sorted((visit / kind).glob("*.yml"))
            ]
    hub.write_text(yaml.safe_dump(policy, allow_unicode=True), encoding="utf-8")
    return len(build(folder / "data").pages)


def _make_plain(folder: Path, ours: Path) -> None:
    """The same Markdown pages as files, the same theme, the same navigation, no generator."""
    site = build(ours / "data")
    docs = folder / "docs"
    shutil.copytree(ours / "docs", docs)
    for page in site.pages:
        path = docs / file_of(page.address)
        path.parent.mkdir(parents=True, exist_ok=True)
        front = "".join(f"{name}: {json.dumps(value)}\n" for name, value in metadata(page).items())
        path.write_text(f"---\n{front}---\n\n{page.markdown}", encoding="utf-8")
    config = (ours / "mkdocs.yml").read_text(encoding="utf-8")
    lines = [line for line in config.splitlines() if "custom_dir" not in line]
    lines[lines.index("  - screen-policy")] = "  - search"  # Material's own, beside the site's
    lines = [line for line in lines if "site.css" not in line and line != "extra_css:"]
    nav = yaml.safe_dump({"nav": [_nav(item) for item in site.navigation["zh"]]})
    (folder / "mkdocs.yml").write_text("\n".join(lines) + "\n" + nav, encoding="utf-8")


def _nav(item: NavItem) -> dict[str, object]:
    if item.address is None:
        return {item.title: [_nav(child) for child in item.children]}
    path = file_of(item.address)
    handwritten = path.removesuffix("/index.md") + ".md"
    return {item.title: handwritten if (ROOT / "docs" / handwritten).is_file() else path}


def _time(folder: Path) -> float:
    start = time.perf_counter()
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"],
        cwd=folder,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    if run.returncode:
        raise SystemExit(f"the build failed: {run.stderr}")
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
