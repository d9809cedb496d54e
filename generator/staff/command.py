"""``python -m generator search``: what a query finds and why, or what the list misses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ..diagnostics.messages import language, visible
from ..languages import LANGUAGES, Lang
from .built_site import ask
from .expected import Expected
from .scripts import words

MADE_FROM = (Path("data"), Path("docs"))
LIMIT = 10

_HAN = re.compile("[㐀-鿿]")


def explain(site: Path, query: str, lang: Lang | None, form: str) -> None:
    """Print what a query finds on the pages in a language; by default, in its own.

    Raises:
        CannotSearch: as :func:`~generator.staff.built_site.ask` does.
    """
    own: Lang = lang or ("zh" if _HAN.search(query) else "en")
    request = {"query": query, "lang": LANGUAGES[own].tag, "limit": LIMIT}
    reply = ask(site, MADE_FROM, {"words": words(language()), **request})
    _print(reply if form == "json" else _explained(reply))


def judge(site: Path, expected: Sequence[Expected], form: str) -> int:
    """Print which queries of the list are not answered; the exit code.

    Raises:
        CannotSearch: as :func:`~generator.staff.built_site.ask` does.
    """
    request = {"list": expected, "limit": LIMIT}
    reply = ask(site, MADE_FROM, {"words": words(language()), **request})
    _print(reply if form == "json" else _judged(reply))
    return 1 if reply["unanswered"] else 0


def _print(reply: dict[str, Any] | Iterator[str]) -> None:
    if isinstance(reply, dict):
        print(json.dumps(reply, ensure_ascii=False, indent=2))
        return
    for line in reply:
        print(visible(line))


def _explained(reply: dict[str, Any]) -> Iterator[str]:
    text = words(language())
    yield from reply["reading"]
    if answer := reply["answer"]:
        yield f"{text['answer']}{answer['title']} — {answer['statement']}"
    for number, result in enumerate(reply["results"], start=1):
        yield ""
        yield f"{number:2}. {result['name']}"
        yield f"    {result['address']}"
        yield from (f"    {line}" for line in result["reasons"])
    yield ""
    yield from reply["help"]


def _judged(reply: dict[str, Any]) -> Iterator[str]:
    text = words(language())
    yield reply["summary"]
    for item in reply["unanswered"]:
        yield ""
        yield text["entry"].replace("$place", item["place"]).replace("$query", item["query"])
        yield from (f"    {line}" for line in item["lines"])
    if reply["unanswered"]:
        yield ""
        yield text["help_list"]
