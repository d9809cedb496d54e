"""Looks for a wheel of every locked package for every machine on which the project is to run.

``python -m tests.tools.wheels`` (``make wheels``) asks uv which files of the locked packages the
registry has, and prints which package lacks a wheel for which machine and Python: there, pip would
have to compile it. Only wheels whose hashes are locked count. It fails where a machine of
``WANTED`` lacks one; what those of ``BESIDE`` lack is printed, and the README says it.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from packaging.markers import Marker
from packaging.specifiers import SpecifierSet
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import parse_wheel_filename

from tests.conftest import ROOT

Package: TypeAlias = Mapping[str, Any]  # as in a pylock.toml
Python: TypeAlias = tuple[int, int]

_COMPILE = ("uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11",
            "--no-deps", "--format", "pylock.toml")  # fmt: skip

GLIBC = {"x86_64": 34, "aarch64": 38}
"""Of the oldest Linux that counts, after the point. Debian 12 has 2.36; on ARM the solver wants
2.38, so that Debian 13 and Ubuntu 24.04 are the first."""
MACOS = 13


@dataclass(frozen=True, slots=True)
class Machine:
    """A kind of computer: its name, the tags of its wheels, and what its Python says of it."""

    name: str
    platforms: tuple[str, ...]
    system: str
    processor: str

    def takes(self, package: Package, python: Python) -> bool:
        """Whether the package is installed there at all."""
        windows = self.system == "Windows"
        version = ".".join(map(str, python))
        environment = {
            "implementation_name": "cpython",
            "os_name": "nt" if windows else "posix",
            "platform_machine": self.processor,
            "platform_python_implementation": "CPython",
            "platform_system": self.system,
            "python_full_version": f"{version}.9",
            "python_version": version,
            "sys_platform": "win32" if windows else self.system.lower(),
        }
        marker = package.get("marker")
        return marker is None or Marker(marker).evaluate(environment)

    def tags(self, python: Python) -> set[Tag]:
        """The tags of the wheels that can be installed there."""
        interpreter = "cp{}{}".format(*python)
        return {
            *cpython_tags(python, platforms=self.platforms),
            *compatible_tags(python, interpreter, self.platforms),
        }


def _linux(processor: str) -> tuple[str, ...]:
    numbered = [f"manylinux_2_{minor}_{processor}" for minor in range(5, GLIBC[processor] + 1)]
    named = [f"manylinux{name}_{processor}" for name in ("1", "2010", "2014")]
    return (*numbered, *named, f"linux_{processor}")


def _mac(processor: str) -> tuple[str, ...]:
    return tuple(mac_platforms((MACOS, 0), processor))


WANTED = (
    Machine("macOS, Apple", _mac("arm64"), "Darwin", "arm64"),
    Machine("macOS, Intel", _mac("x86_64"), "Darwin", "x86_64"),
    Machine("Windows, Intel", ("win_amd64",), "Windows", "AMD64"),
    Machine("Linux, Intel", _linux("x86_64"), "Linux", "x86_64"),
    Machine("Linux, ARM", _linux("aarch64"), "Linux", "aarch64"),
)
BESIDE = (
    Machine("Windows, ARM", ("win_arm64",), "Windows", "ARM64"),
    Machine("Alpine, Intel", ("musllinux_1_1_x86_64", "musllinux_1_2_x86_64"), "Linux", "x86_64"),
)

ACCEPTED = {
    # Plain Python, which nobody has to compile; the bench does without it.
    *(("jieba", machine.name) for machine in WANTED),
    # Of the tests alone; such a Mac compiles it with Apple's tools, which `make` is one of.
    ("lazy-object-proxy", "macOS, Intel"),
}
"""What need not be there: the package and the name of the machine."""


def pythons(project: str) -> list[Python]:
    """The versions of Python that a ``pyproject.toml`` allows."""
    allowed = SpecifierSet(tomllib.loads(project)["project"]["requires-python"])
    return [(3, minor) for minor in range(40) if f"3.{minor}" in allowed]


def lacking(
    packages: Iterable[Package], lock: str, machine: Machine, versions: Iterable[Python]
) -> Iterator[tuple[Package, list[Python]]]:
    """The packages that have no locked wheel there, each with the Pythons for which it has none."""
    hashes = set(re.findall(r"--hash=sha256:([0-9a-f]{64})", lock))
    tags = {python: machine.tags(python) for python in versions}
    for package in packages:
        wheels = [
            parse_wheel_filename(urlsplit(wheel["url"]).path.rpartition("/")[2])[3]
            for wheel in package.get("wheels", ())
            if wheel["hashes"]["sha256"] in hashes
        ]
        without = [
            python
            for python, usable in tags.items()
            if machine.takes(package, python) and all(usable.isdisjoint(wheel) for wheel in wheels)
        ]
        if without:
            yield package, without


def _asked(lock: Path) -> list[Package]:
    """What the registry has of the packages in a lock file, as uv tells it."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "pylock.toml")
        subprocess.run([*_COMPILE, "-o", output, lock], check=True)
        packages: list[Package] = tomllib.loads(output.read_text("utf-8"))["packages"]
    return packages


def main() -> int:
    """Print what every lock file lacks; fail where a machine that is wanted lacks anything."""
    versions = pythons((ROOT / "pyproject.toml").read_text("utf-8"))
    failed = False
    for lock in sorted(ROOT.glob("requirements*.lock")):
        packages = _asked(lock)
        print(f"{lock.name}: {len(packages)} packages")
        for machine in (*WANTED, *BESIDE):
            for package, without in lacking(packages, lock.read_text("utf-8"), machine, versions):
                wanted = machine in WANTED and (package["name"], machine.name) not in ACCEPTED
                failed |= wanted
                print(
                    f"{lock.name}: {package['name']} {package['version']} has no wheel for"
                    f" {machine.name}, Python {', '.join('{}.{}'.format(*v) for v in without)}"
                    f" ({'wanted' if wanted else 'known'})"
                )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
