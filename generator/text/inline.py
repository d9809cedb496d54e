"""Inline Markdown of a text to safe HTML, or to plain words.

Raw HTML, attribute lists and script links are refused when the data is validated; here
they would come out escaped as well, because only emphasis, code and links are known.

A text is no HTML: an entity in it, such as ``&lt;``, stays the four characters that were
typed. Decoded, it would be markup that validation has not seen. Refused, it would be one
more rule to know for whoever only quotes an address or a name with an ampersand in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape, unescape

from markdown import Markdown
from markupsafe import Markup

_SPECIAL = re.compile(r"[*_`\[\]\\<>&]")
_TAG = re.compile(r"<[^>]*>")
_MOST_BRACKETS = 200
"""A text with more is no text with links: the time in which Markdown reads them grows with the
square of their number, so that they are taken as they were typed."""
_HREF = re.compile(r'<a href="([a-z]+):([^"]*)">')
# Takes the place of an ampersand while Markdown is read, which would let an entity through. It
# is a code point that Unicode promises never to make a character.
_AMPERSAND = "\ufdd0"


@cache
def _markdown() -> Markdown:
    """Markdown with paragraphs and inline marks only: no headings, lists, code blocks, HTML."""
    md = Markdown(output_format="html")
    md.preprocessors.deregister("html_block")
    for name in ("html", "entity", "image_link", "image_reference", "reference", "short_reference"):
        if name in md.inlinePatterns:
            md.inlinePatterns.deregister(name)
    parser = md.parser.blockprocessors
    for name in (
        *("indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote"),
        "reference",
    ):
        parser.deregister(name)
    return md


@cache
def _html(text: str) -> Markup:
    """A text as HTML, with the links between records still as ``kind:id``."""
    text = " ".join(text.split("\n")) if "\n" in text else text  # a text is one paragraph
    if not _SPECIAL.search(text) or text.count("[") > _MOST_BRACKETS:
        return Markup(escape(text, quote=False))
    html = _markdown().reset().convert(text.replace("&", _AMPERSAND))
    html = html.removeprefix("<p>").removesuffix("</p>").replace(_AMPERSAND, "&amp;")
    return Markup(html)


def inline(text: str, resolve: Callable[[str, str], str] | None = None) -> Markup:
    """A text as HTML. ``resolve(kind, id)`` gives the link for ``[words](kind:id)``."""
    html = _html(text)
    if "<a " not in html:
        return html

    def link(match: re.Match[str]) -> str:
        """The opening tag of a link, with its address resolved."""
        kind, target = match[1], match[2]
        if kind in ("http", "https", "mailto"):
            return f'<a href="{kind}:{target}" rel="noopener">'
        url = resolve(kind, unescape(target)) if resolve is not None else "#"
        return f'<a href="{escape(url)}">'

    return Markup(_HREF.sub(link, html))


@cache
def plain(text: str) -> str:
    """A text without its marks, for titles, descriptions and data in one language.

    It is no HTML: whatever writes it into HTML or XML must escape it.
    """
    return unescape(_TAG.sub("", _html(text))) if _SPECIAL.search(text) else text
