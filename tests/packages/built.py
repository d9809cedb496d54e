"""The packages as whoever takes them has them: built of a site, and installed somewhere else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator.assets import assets
from generator.build import build
from generator.packages.build import build_packages
from generator.packages.site import ENGINE, read_site
from tests.conftest import DATA, ROOT, Once

DAY = date(2026, 11, 30)
TSC = ("--noEmit", "--strict", "--module", "nodenext", "--target", "es2022")
"""How a user's file is checked; which types of its surroundings it has is said beside it."""
ADDRESS = "https://policy.example/"


def site_of(data: Path, folder: Path, day: date | None = None) -> Path:
    """What a built site of these records publishes for programs, written into ``folder``."""
    files = {name: text.encode() for name, text in build(data, ADDRESS, day=day).files.items()}
    for name, content in (files | {ENGINE: assets()[ENGINE]}).items():
        if name.startswith(("api/", "assets/")) or name == "robots.txt":
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
    return folder


def install(site: Path, folder: Path) -> None:
    """Build the packages of a site into ``folder`` and install them in ``python`` and ``node``."""
    licence = (ROOT / "LICENSE").read_text("utf-8")
    wheel, tarball = build_packages(read_site(site), DAY, licence, folder / "packages")
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--no-index", "--no-deps", "--target", folder / "python", wheel, cwd=folder)
    (folder / "node").mkdir()
    (folder / "node/package.json").write_text('{"type": "module"}', "utf-8")
    npm = ("npm", "install", "--offline", "--no-audit", "--no-fund", "--silent")
    run(*npm, tarball, cwd=folder / "node")


def real_packages(once: Once) -> Path:
    """The packages of the real data, built and installed once for all tests."""
    return once("packages-real", lambda folder: install(site_of(DATA, folder / "site"), folder))


def run(
    *command: str | Path,
    cwd: Path,
    environment: Mapping[str, str] | None = None,
    fails: bool = False,
) -> str:
    """What a command says; whether it fails is as expected."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert (done.returncode != 0) == fails, done.stdout + done.stderr
    return done.stdout


def run_python(folder: Path, script: str) -> str:
    """What a script of Python says that has the package, and the checkout not."""
    (folder / "script.py").write_text(script, "utf-8")
    environment = {"PYTHONPATH": str(folder / "python"), "PYTHONIOENCODING": "utf-8"}
    return run(sys.executable, folder / "script.py", cwd=folder, environment=environment)


def run_node(folder: Path, script: str) -> str:
    """What a script of JavaScript says that has the package."""
    (folder / "node/script.js").write_text(script, "utf-8")
    return run("node", "script.js", cwd=folder / "node")
