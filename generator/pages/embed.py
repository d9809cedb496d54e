"""Embedding: what another portal takes from the site to show the calculator on its own pages.

In: the frozen catalogue, and the address at which the site will stand. Out: for each scheme
and language a bare page to be framed, an oEmbed document, and the HTML that a portal copies.
Nothing is written here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from ..content.catalogue import Catalogue, SchemeView
from ..languages import LANGS, LANGUAGES, SOURCE, Lang
from ..site.routes import address, page, relative

WIDTH = HEIGHT = 640
"""The frame's size in CSS pixels until its script has told the calculator's height."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """The HTML that shows a scheme's calculator in one language on another page."""

    form: str
    """``frame`` or ``element``."""
    scheme: str
    lang: Lang
    title: str
    frame: str
    """The address of the framed page, relative to the site's root."""
    html: str
    """With ``theme`` auto and ``storage`` off, each written out once."""


def embed(catalogue: Catalogue, site_url: str) -> dict[str, str]:
    """The framed pages and oEmbed documents by file name; ``site_url`` ends with a slash."""
    files: dict[str, str] = {}
    for scheme in catalogue.schemes():
        for lang in LANGS:
            words = _words(catalogue, scheme, lang, site_url)
            snippet = next(s for s in _forms(words, scheme, lang) if s.form == "frame")
            stale = lang != SOURCE and catalogue.has_stale_calculator(scheme.key)
            files[f"{snippet.frame}index.html"] = _template("frame.html.j2").render(
                words, stale=stale, to=lambda target, here=snippet.frame: relative(target, here)
            )
            # https://oembed.com, section 2.3.4.4: the type rich.
            files[oembed_file(scheme.id, lang)] = _json(
                {
                    "version": "1.0",
                    "type": "rich",
                    "title": snippet.title,
                    "provider_name": catalogue.site.title[lang],
                    "provider_url": site_url + page("", lang),
                    "html": snippet.html,
                    "width": WIDTH,
                    "height": HEIGHT,
                }
            )
    return files


def snippets(catalogue: Catalogue, site_url: str) -> list[Snippet]:
    """Every scheme in every language and form."""
    return [
        snippet
        for scheme in catalogue.schemes()
        for lang in LANGS
        for snippet in _forms(_words(catalogue, scheme, lang, site_url), scheme, lang)
    ]


def oembed_file(scheme: str, lang: Lang) -> str:
    """Where the oEmbed document of a scheme's calculator is, relative to the site's root."""
    return f"oembed/{scheme}.{LANGUAGES[lang].tag}.json"


def _words(
    catalogue: Catalogue, scheme: SchemeView, lang: Lang, site_url: str
) -> dict[str, object]:
    """What the templates need to know."""
    t = catalogue.interface.in_language(lang)
    name = scheme.model.short_title[lang]
    return {
        "t": t,
        "lang": LANGUAGES[lang].tag,
        "scheme": scheme.id,
        "title": t["embed_title"].replace("{scheme}", name),
        "site": catalogue.site.title[lang],
        "site_url": site_url,
        "frame": page(f"embed/{scheme.id}/", lang),
        "calculator": address(scheme.key.of("calculator"), lang),
        "oembed": oembed_file(scheme.id, lang),
        "height": HEIGHT,
    }


def _forms(words: dict[str, object], scheme: SchemeView, lang: Lang) -> Iterator[Snippet]:
    for form in ("frame", "element"):
        yield Snippet(
            form=form,
            scheme=scheme.id,
            lang=lang,
            title=str(words["title"]),
            frame=str(words["frame"]),
            html=_template(f"snippet_{form}.html.j2").render(words),
        )


def _json(document: dict[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


@cache
def _template(name: str) -> Template:
    loader = FileSystemLoader(Path(__file__).parent / "templates")
    return Environment(loader=loader, undefined=StrictUndefined, autoescape=True).get_template(name)
