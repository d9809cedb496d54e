"""The browser's library for QR codes: installed from npm's registry, never pasted in.

``python -m generator.assets.library``, from the project's folder, installs the one that
``package-lock.json`` names into ``node_modules/`` of this package, so that a wheel takes it along.
"""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
from pathlib import Path
from tempfile import TemporaryDirectory

MODULES = Path(__file__).parents[1] / "node_modules"
NAME, FILE = "lean-qr", "nano.mjs"
LOCKED = ("package.json", "package-lock.json", ".npmrc")
CI = ("ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")


def install(project: Path, modules: Path = MODULES) -> None:
    """Install the library that a project's lock file names, and nothing else of it.

    Raises:
        FileNotFoundError: where there is no npm.
        CalledProcessError: when npm fails, which says why.
    """
    environment = sysconfig.get_path("scripts")
    npm = shutil.which("npm") or shutil.which("npm", path=environment)
    if npm is None:
        raise FileNotFoundError("there is no npm: pip install -r requirements-node.lock")
    with TemporaryDirectory() as folder:
        for name in LOCKED:
            shutil.copy(project / name, folder)
        subprocess.run([npm, *CI], cwd=folder, check=True)
        shutil.rmtree(modules, ignore_errors=True)
        shutil.copytree(Path(folder, "node_modules", NAME), modules / NAME)


def script(modules: Path = MODULES) -> bytes:
    """The library as it is published, under its licence.

    Raises:
        FileNotFoundError: when it is not installed.
    """
    folder = modules / NAME
    if not (folder / FILE).is_file():
        command = "python -m generator.assets.library"
        raise FileNotFoundError(f"{NAME} is not installed: run `{command}`, or make")
    licence = (folder / "LICENSE").read_bytes().strip()
    return b"/*! %s\n\n%s\n*/\n%s" % (NAME.encode(), licence, (folder / FILE).read_bytes())


if __name__ == "__main__":
    install(Path())
