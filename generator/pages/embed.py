"""Embedding: what another portal takes from the site to show the calculator on its own pages.

In: the frozen catalogue, and the address at which the site will stand. Out: for each scheme
and language a bare page to be framed, an oEmbed document, and the HTML that a portal copies.
Nothing is written here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from .. import assets
from ..api import by_hash
from ..content.catalogue import Catalogue, SchemeView
from ..languages import LANGS, LANGUAGES, SOURCE, Lang
from ..site.routes import address, page, relative
from ..text.json_text import in_lines

WIDTH = HEIGHT = 640
"""The frame's size in CSS pixels until its script has told the calculator's height."""


Form: TypeAlias = Literal["frame", "element"]
"""How a calculator is embedded: as a page in a frame, or as an element of the other page."""
FORMS: tuple[Form, ...] = get_args(Form)


@dataclass(frozen=True, slots=True)
class Snippet:
    """The HTML that shows a scheme's calculator in one language on another page."""

    form: Form
    scheme: str
    lang: Lang
    title: str
    frame: str
    """The address of the framed page, relative to the site's root."""
    html: str
    """With ``mode`` whole, ``theme`` auto and ``storage`` off, each written out once."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """What the framed page and the snippets write; addresses are relative to the site's root."""

    tag: str
    """The language."""
    scheme: str
    title: str
    site: str
    site_url: str
    frame: str
    calculator: str
    oembed: str
    height: int
    script: str
    """What gives the frame its height, at the address that never changes."""
    integrity: str
    """Of that script."""
    stale: bool
    """Whether some of the calculator's English is stale."""


def embed(catalogue: Catalogue, site_url: str) -> dict[str, str]:
    """The framed pages and oEmbed documents by file name; ``site_url`` ends with a slash."""
    files: dict[str, str] = {}
    for scheme in catalogue.schemes():
        for lang in LANGS:
            view = _embedded(catalogue, scheme, lang, site_url)
            files[f"{view.frame}index.html"] = _template("frame.html.j2").render(
                view=view,
                t=catalogue.interface.in_language(lang),
                to=partial(relative, from_page=view.frame),
            )
            # https://oembed.com, section 2.3.4.4: the type rich.
            files[view.oembed] = in_lines(
                {
                    "version": "1.0",
                    "type": "rich",
                    "title": view.title,
                    "provider_name": view.site,
                    "provider_url": site_url + page("", lang),
                    "html": _html("frame", view),
                    "width": WIDTH,
                    "height": HEIGHT,
                }
            )
    return files


def snippets(catalogue: Catalogue, site_url: str) -> list[Snippet]:
    """Every scheme in every language and form."""
    return [
        Snippet(form, scheme.id, lang, view.title, view.frame, _html(form, view))
        for scheme in catalogue.schemes()
        for lang in LANGS
        for view in [_embedded(catalogue, scheme, lang, site_url)]
        for form in FORMS
    ]


def oembed_file(scheme: str, lang: Lang) -> str:
    """Where the oEmbed document of a scheme's calculator is, relative to the site's root."""
    return f"oembed/{scheme}.{LANGUAGES[lang].tag}.json"


def _embedded(catalogue: Catalogue, scheme: SchemeView, lang: Lang, site_url: str) -> Embedded:
    name, script = scheme.model.short_title[lang], assets.script(by_hash.EMBED)
    return Embedded(
        tag=LANGUAGES[lang].tag,
        scheme=scheme.id,
        title=catalogue.interface["embed_title"][lang].replace("{scheme}", name),
        site=catalogue.site.title[lang],
        site_url=site_url,
        frame=page(f"embed/{scheme.id}/", lang),
        calculator=address(scheme.key.of("calculator"), lang),
        oembed=oembed_file(scheme.id, lang),
        height=HEIGHT,
        script=by_hash.address(by_hash.EMBED, script),
        integrity=by_hash.integrity(script),
        stale=lang != SOURCE and catalogue.has_stale_calculator(scheme.key),
    )


def _html(form: Form, view: Embedded) -> str:
    return _template(f"snippet_{form}.html.j2").render(view=view)


@cache
def _template(name: str) -> Template:
    loader = FileSystemLoader(Path(__file__).parent / "templates")
    return Environment(loader=loader, undefined=StrictUndefined, autoescape=True).get_template(name)
