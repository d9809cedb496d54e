"""Ids typed as a path, a file or a name: the record that was meant, and never one that is not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Protocol

from ...diagnostics.codes import Code
from ...diagnostics.errors import DataError
from ...languages import LANGS
from ...models.key import Key

REFERS_TO = "refers_to"
"""The detail of an error in which the kind stands that a field refers to."""
_CLOSE = 0.75


class _Raw(Protocol):
    @property
    def key(self) -> Key: ...
    @property
    def data(self) -> Mapping[str, object]: ...


def id_meant(typed: str) -> str | None:
    """An id of the same words: small letters, and hyphens for what parts them.

    Of a path or an address the last part counts, and the ending of a file does not.
    """
    name = re.split(r"[/\\:]", unicodedata.normalize("NFKC", typed).strip(" /"))[-1]
    name = re.sub(r"\.ya?ml$", "", name.strip().lower())
    return "-".join(re.findall("[a-z0-9]+", name)) or None if name.isascii() else None


def with_ids_that_exist(errors: Iterable[DataError], raws: Iterable[_Raw]) -> list[DataError]:
    """The errors, those of ids with the record that was meant, where it is known."""
    errors = list(errors)
    if not any(_kind(error) for error in errors):
        return errors
    raws = list(raws)
    return [_with_id(error, kind, raws) if (kind := _kind(error)) else error for error in errors]


def _kind(error: DataError) -> object:
    return dict(error.details).get(REFERS_TO) if error.code is Code.NOT_AN_ID else None


def _with_id(error: DataError, kind: object, raws: Iterable[_Raw]) -> DataError:
    typed = error.found or ""
    titles = {raw.key.id: _titles(raw) for raw in raws if raw.key.kind == kind}
    named = [id_ for id_, words in titles.items() if _plain(typed) in words]
    if len(named) == 1:
        return replace(error, allowed=(named[0],))
    wanted = id_meant(typed)
    return replace(error, allowed=tuple(get_close_matches(wanted or "", titles, 1, _CLOSE)))


def _titles(raw: _Raw) -> set[str]:
    texts = (raw.data.get(field) for field in ("name", "title"))
    return {
        _plain(words)
        for text in texts
        if isinstance(text, dict)
        for lang in LANGS
        if isinstance(words := text.get(lang), str)
    }


def _plain(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).casefold().split())
