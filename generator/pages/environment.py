"""The environment of the templates: their filters, and the functions that need no page.

Templates escape everything; a text's inline Markdown becomes safe HTML in
:mod:`~generator.text.inline`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from ..languages import Lang
from ..models.base import Text
from ..rules.formulas import format_money, format_number
from ..text import locators
from ..text.dates import format_date, format_day, format_when
from ..text.inline import plain
from ..text.markdown import escaped

T = TypeVar("T")

TEMPLATES = Path(__file__).parent / "templates"


def environment() -> Environment:
    """One for both languages, so that each template is compiled once."""
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    @pass_context
    def money(context: Context, amount: float, currency: str) -> str:
        """An amount with the sign of its currency."""
        return format_money(amount, currency, context["t"])

    @pass_context
    def plain_words(context: Context, value: Text) -> str:
        """A text in the page's language, without its Markdown."""
        return plain(value[context["lang"]])

    templates.filters.update(
        number=format_number,
        md=_markdown_text,
        day=_in_language(format_date),
        calendar_day=_in_language(format_day),
        when=_in_language(format_when),
        locator=_in_language(locators.name),
        plain=plain_words,
        money=money,
    )
    return templates


def _in_language(form: Callable[[T, Lang], str]) -> Callable[[Context, T], str]:
    """A filter that writes a value in the page's language."""

    @pass_context
    def written(context: Context, value: T) -> str:
        """The value in the language of the page that is rendered."""
        return form(value, context["lang"])

    return written


def _markdown_text(text: str) -> Markup:
    """Plain words for a place where Markdown is read, such as a heading."""
    return Markup(escaped(text))
