"""How a build ends: with errors that MkDocs shows without a traceback, or not at all."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager

from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from ..diagnostics.errors import GeneratorError

_LONG_AGO = "1970-01-01"


@contextmanager
def shown_by_mkdocs() -> Iterator[None]:
    """What is wrong with the data or the pages ends the build as MkDocs' own errors do."""
    try:
        yield
    except GeneratorError as error:
        raise PluginError(f"\n{error}") from None


def will_abort() -> bool:
    """Whether MkDocs, being strict, counts warnings and will end with an error."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(isinstance(handler, CountHandler) and handler.get_counts() for handler in handlers)


def take_date_away(page: Page) -> None:
    """Let what MkDocs dates by its pages, as sitemap.xml.gz, be the same whenever it is built.

    Where ``SOURCE_DATE_EPOCH`` is set, MkDocs goes by that.
    """
    if not os.environ.get("SOURCE_DATE_EPOCH"):
        page.update_date = _LONG_AGO
