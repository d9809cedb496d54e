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


def description(lang: Lang, site_url: str, name: str, words: str) -> str:
    """The description of the search in a language; ``site_url`` ends with a slash."""
    return _FORM.format(
        name=escape(name[:_LONGEST_NAME]),
        description=escape(words),
        language=LANGUAGES[lang].tag,
        url=escape(site_url + page("search/", lang)),
    )
