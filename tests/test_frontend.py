"""The front end's types are those of the data that the site publishes."""

from __future__ import annotations

from tests.tools.published_types import DECLARATIONS, declarations


def test_the_types_are_made_from_the_published_schema() -> None:
    mend = "the published shapes have changed: run `npm run types`"
    assert DECLARATIONS.read_text("utf-8") == declarations(), mend
