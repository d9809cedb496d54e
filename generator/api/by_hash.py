"""By hash: a second address for files on which others build, which never changes.

``api/by-hash/<SHA-256>/<name>`` holds what its own address says, so that whoever names it gets
those bytes or none. ``api/by-hash.json`` tells the address of each file as it is now. Files of
earlier builds stay as long as the site's folder does (:mod:`~generator.output.staging`); those of
the script that other sites name stay for good, in ``kept/``.
"""

from __future__ import annotations

import base64
import hashlib
import posixpath
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ..assets import script
from .schema import ByHash, ByHashFile

FOLDER = "api/by-hash"
FILE = f"{FOLDER}.json"
KEPT = Path(__file__).parent / "kept"
"""``<name>/<SHA-256>``: every published state of a script, itself."""
EMBED, ENGINE = "assets/embed.js", "assets/calculator/engine.js"
"""The scripts that stand alone. What the component loads is of one build with it, and with the
data; it has no address here."""


def by_hash(files: Mapping[str, str]) -> dict[str, str]:
    """The copies and their list, given the files of the site by name."""
    stable = {name: script(name) for name in (ENGINE, EMBED)}
    stable |= {name: text.encode() for name, text in files.items() if _is_of_rules(name)}
    listed = ByHash(
        files={
            name: ByHashFile(address=address(name, content), integrity=integrity(content))
            for name, content in stable.items()
        }
    )
    copies = {address(name, content): content.decode() for name, content in stable.items()}
    return {FILE: listed.model_dump_json(indent=1) + "\n", **_kept(), **copies}


@cache
def _kept() -> Mapping[str, str]:
    """Scripts of earlier releases that the HTML of other sites names, however a site is made."""
    return {
        f"{FOLDER}/{path.name}/{path.parent.name}": path.read_text("utf-8")
        for path in KEPT.glob("*/*")
    }


def _is_of_rules(name: str) -> bool:
    return name.startswith("api/schemes/") and name.endswith("/rules.json")


def address(name: str, content: bytes) -> str:
    """Where a file stands that has this content."""
    folder = posixpath.join(FOLDER, hashlib.sha256(content).hexdigest())
    return posixpath.join(folder, posixpath.basename(name))


def integrity(content: bytes) -> str:
    """What ``integrity`` of HTML compares: https://www.w3.org/TR/SRI/."""
    return f"sha384-{base64.b64encode(hashlib.sha384(content).digest()).decode()}"
