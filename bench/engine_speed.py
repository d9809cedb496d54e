"""Times a verdict beside publicodes and JsonLogic on the same rules, and compares their sizes.

The engine is minified as the site publishes it, and so are the others; all run in turns in
one Node process (``bench/engine/engine.mjs``), which first makes sure that they agree. The
others are given less to do: JsonLogic finds the verdict alone, publicodes the verdict and
the amount. Prints for each library its size, its time a verdict, and how that compares
with ours.
"""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from generator.api.export import export
from generator.assets import assets, minified
from generator.build import check

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "bench" / "engine"
MODULES = FOLDER / "node_modules"
SOURCES = {
    "publicodes": MODULES / "publicodes" / "dist" / "index.js",
    "JsonLogic": MODULES / "json-logic-js" / "logic.js",
}
WANTED = {"publicodes": 100, "JsonLogic": 1}
"""How many times as long as ours a verdict of each should take at least."""


def main() -> int:
    if not (shutil.which("node") and shutil.which("npm")):
        print("The engine's speed was not measured: it needs Node.js 20 or later, with npm.")
        return 0
    _install()
    engine = assets()["assets/calculator/engine.js"]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "engine.mjs").write_bytes(engine)
        scheme = export(*check(ROOT / "data"))["api/schemes/virtual-production.json"]
        (Path(folder) / "scheme.json").write_text(scheme, encoding="utf-8")
        measured = json.loads(_run("node", "engine.mjs", folder))

    times: dict[str, float] = measured["microseconds"]
    sizes = {"ours": _gzipped(engine)} | {
        name: _gzipped(minified.script(path.read_text("utf-8"))) for name, path in SOURCES.items()
    }
    print(f"one verdict, {measured['examples']} worked examples:")
    print(f"{'':12}{'gzipped bytes':>14}{'µs a verdict':>14}{'times ours':>12}")
    for name, time in times.items():
        print(f"{name:12}{sizes[name]:14,}{time:14,.1f}{time / times['ours']:12,.1f}")
    reached = all(times[name] >= least * times["ours"] for name, least in WANTED.items())
    print("wanted at least " + ", ".join(f"{item} × for {name}" for name, item in WANTED.items()))
    return 0 if reached else 1


def _install() -> None:
    """What the lock names, unless that is what was installed last."""
    lock = (FOLDER / "package-lock.json").stat().st_mtime
    installed = MODULES / ".package-lock.json"
    if not installed.is_file() or installed.stat().st_mtime < lock:
        _run("npm", "ci", "--silent")


def _run(*command: str) -> str:
    run = subprocess.run(command, cwd=FOLDER, check=False, capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(f"{' '.join(command)} failed: {run.stderr or run.stdout}")
    return run.stdout


def _gzipped(content: bytes) -> int:
    return len(gzip.compress(content, 9, mtime=0))


if __name__ == "__main__":
    sys.exit(main())
