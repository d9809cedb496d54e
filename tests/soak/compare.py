"""Compare: whether a folder holds a site, by the SHA-256 of every file, and where it does not."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from generator.api.by_hash import FOLDER as BY_HASH
from generator.output.in_place import NEXT
from tests.conftest import contents

Prints = Mapping[str, str]
"""The SHA-256 of a folder's files, by their names in it."""
_LOADED = "script[src], link[rel=stylesheet][href]"
_ELSEWHERE = re.compile(r"[a-z]+:|//")


def prints(folder: Path) -> Prints:
    """What a folder holds; nothing where there is none."""
    return {name: sha256(content).hexdigest() for name, content in contents(folder).items()}


def differences(found: Prints, wanted: Prints) -> list[str]:
    """Each file that is not as it is wanted, with what is wrong with it."""
    return [
        f"{name}: {_wrong(name, found, wanted)}"
        for name in sorted(found.keys() | wanted.keys())
        if found.get(name) != wanted.get(name) and not _outlives(name, found, wanted)
    ]


def _wrong(name: str, found: Prints, wanted: Prints) -> str:
    if name not in found:
        return "missing"
    return "differs" if name in wanted else "not of this site"


def _outlives(name: str, found: Prints, wanted: Prints) -> bool:
    """Whether a file is of an earlier build and may stay: one at an address by its hash."""
    folder, _, address = posixpath.dirname(name).rpartition("/")
    return folder == BY_HASH and name not in wanted and found[name] == address


def mixture(site: Path, old: Prints, new: Prints) -> list[str]:
    """What is wrong with a site whose files were being replaced, one by one, in their folder.

    A file may be the old one or the new one, if it is whole; none of both sites may be missing,
    and no page may lack a script or a style sheet.
    """
    found = {n: p for n, p in prints(site).items() if not n.startswith(f"{NEXT}/")}
    wrong = [
        f"{name}: neither the old one nor the new one"
        for name, print_ in found.items()
        if print_ not in (old.get(name), new.get(name)) and not _outlives(name, found, old)
    ]
    wrong += [f"{name}: missing" for name in sorted(old.keys() & new.keys() - found.keys())]
    wrong += [
        f"{name}: loads {loaded}, which is missing"
        for name in found
        if name.endswith(".html")
        for loaded in _loads(name, (site / name).read_text("utf-8", "replace"))
        if loaded not in found
    ]
    return wrong


def _loads(name: str, html: str) -> Iterator[str]:
    """The site's own scripts and style sheets that a page loads."""
    for node in LexborHTMLParser(html).css(_LOADED):
        address = (node.attributes.get("src") or node.attributes.get("href") or "").split("?")[0]
        if not _ELSEWHERE.match(address):
            start = "" if address.startswith("/") else posixpath.dirname(name)
            yield posixpath.normpath(posixpath.join(start, address.lstrip("/")))
