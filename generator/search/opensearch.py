"""OpenSearch: tells a browser how to search the site from its own address bar."""

from __future__ import annotations

from xml.sax.saxutils import escape

from ..languages import LANGUAGES, Lang
from ..site.routes import page

_FORM = """<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>{name}</ShortName>
<Description>{description}</Description>
<Language>{language}</Language>
<InputEncoding>UTF-8</InputEncoding>
<Url type="text/html" template="{url}?q={{searchTerms}}"/>
</OpenSearchDescription>
"""
_LONGEST_NAME = 16
"""Of a short name, in characters: OpenSearch 1.1, section 4.2.1."""


def short_name(name: str) -> str:
    """What the search is called in a browser's list: as many whole words as there is room for."""
    if len(name) <= _LONGEST_NAME:
        return name
    words = name[: _LONGEST_NAME + 1].rpartition(" ")[0].rstrip(" ,:;–—-")
    return words or name[:_LONGEST_NAME]


def description(lang: Lang, site_url: str, name: str, words: str) -> str:
    """The description of the search in a language; ``site_url`` ends with a slash."""
    return _FORM.format(
        name=escape(short_name(name)),
        description=escape(words),
        language=LANGUAGES[lang].tag,
        url=escape(site_url + page("search/", lang)),
    )
