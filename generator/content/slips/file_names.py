"""File names that no record has, such as ``Jane_Doe.yaml``, and the name that was meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_ENDING = re.compile(r"\s*(?:\.(?:yml|yaml|txt))+$", re.IGNORECASE)
_COPY = re.compile(
    r"[\s_-]*(?:(?:複製|复制|副本|的副本|copy|Copy)(?:[\s_-]*[(（]?[0-9]+[)）]?)?|[(（][0-9]+[)）])$"
    r"|^(?:複製|副本|Copy of)[\s_-]*"
)


def name_meant(relative: str, is_place: Callable[[str], bool]) -> str | None:
    """The path under ``data/`` that a file was meant to have, or ``None`` where it is not plain."""
    *folders, name = relative.split("/")
    stem = unicodedata.normalize("NFKC", name)
    if not (ending := _ENDING.search(stem)):
        return None
    stem = stem[: ending.start()]
    while match := _COPY.search(stem):
        stem = stem[: match.start()] + stem[match.end() :]
    above = [_plain(folder) for folder in folders]
    # A clause has dots where other names have hyphens.
    names = dict.fromkeys((_plain(stem), _plain(stem).replace("-", ".")))
    paths = ("/".join([*above, f"{name}.yml"]) for name in names)
    return next(filter(is_place, paths), None)


def _plain(words: str) -> str:
    """In small letters, digits and hyphens; Chinese as it is read aloud."""
    plain = unicodedata.normalize("NFKD", words)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    if not plain.isascii():
        # Only here, for it takes as long to load as all records take to check.
        from pypinyin import lazy_pinyin

        plain = " ".join(lazy_pinyin(plain))
    parts = re.findall("[a-z0-9.]+", plain.lower())
    return "-".join(part.strip(".") for part in parts if part.strip("."))
