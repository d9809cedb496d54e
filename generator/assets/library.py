"""The browser's libraries and what makes scripts small: installed from npm, never pasted in.

``python -m generator.assets``, from the project's folder, installs those that
``package-lock.json`` names into ``node_modules/`` of this package, so that a wheel has them.
"""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
from pathlib import Path
from tempfile import TemporaryDirectory

MODULES = Path(__file__).parents[1] / "node_modules"
QR_CODES, FORMS = "lean-qr", "@json-editor/json-editor"
TABLES, ARCHIVES = "papaparse", "fflate"
MINIFIER = "terser"
FILES = {
    QR_CODES: "nano.mjs",
    FORMS: "dist/jsoneditor.js",
    TABLES: "papaparse.min.js",
    ARCHIVES: "umd/index.js",
    MINIFIER: "dist/bundle.min.js",
}
"""The file of each library that a browser loads: codes on paper; the form of staff; of the
desk, tables with commas and the archives that workbooks are. The last runs at the build."""
NO_MODULES = frozenset({TABLES, ARCHIVES})
"""Those that are made modules here, which export the library as ``default``."""
LOCKED = ("package.json", "package-lock.json", ".npmrc")
CI = ("ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")


class NoNpm(FileNotFoundError):
    """There is no npm, neither of this machine nor in this environment."""


def npm() -> str:
    """The npm of this machine, or the one of this environment.

    Raises:
        NoNpm: where there is none.
    """
    environment = sysconfig.get_path("scripts")
    found = shutil.which("npm") or shutil.which("npm", path=environment)
    if found is None:
        raise NoNpm("there is no npm: pip install -r requirements-node.lock")
    return found


def install(project: Path, modules: Path = MODULES) -> None:
    """Install the libraries that a project's lock file names, and nothing else of it.

    Raises:
        NoNpm: where there is no npm.
        CalledProcessError: when npm fails, which says why.
    """
    program = npm()
    with TemporaryDirectory() as folder:
        for name in LOCKED:
            shutil.copy(project / name, folder)
        subprocess.run([program, *CI], cwd=folder, check=True)
        shutil.rmtree(modules, ignore_errors=True)
        for name, file in FILES.items():
            installed = Path(folder, "node_modules", name)
            for part in (file, "package.json", "LICENSE"):
                (modules / name / part).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(installed / part, modules / name / part)


def script(name: str, modules: Path = MODULES) -> bytes:
    """A library's script as it was installed, under its licence.

    Raises:
        FileNotFoundError: when it is not installed.
    """
    folder = modules / name
    if not (folder / FILES[name]).is_file():
        command = "python -m generator.assets"
        raise FileNotFoundError(f"{name} is not installed: run `{command}`, or make")
    licence = (folder / "LICENSE").read_bytes().strip()
    text = (folder / FILES[name]).read_bytes()
    if name in NO_MODULES:
        text = (
            b"const module = { exports: {} }, exports = module.exports;\n%s\n"
            b"export default module.exports;\n"
        ) % text
    return b"/*! %s\n\n%s\n*/\n%s" % (name.encode(), licence, text)
