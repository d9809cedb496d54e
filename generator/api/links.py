"""Links: how published data name another record, by its id, its title and its pages."""

from __future__ import annotations

from ..content.catalogue import Catalogue, Entry
from ..languages import LANGS, LANGUAGES
from ..models.base import Text
from ..models.key import Key
from ..models.scheme import Provision
from ..site.routes import addresses
from ..text import locators
from .schema import Link, Url


def url(key: Key) -> Url:
    """The pages of a record, in each language."""
    return Url(**addresses(key))


def link(catalogue: Catalogue, key: Key, why: Text | None = None) -> Link:
    """A record, and why it is linked."""
    entry = catalogue.entry(key)
    title = _clause_title(entry) if key.kind == "provision" else entry.title
    return Link(kind=key.kind, id=key.id, title=title, url=url(key), why=why)


def _clause_title(entry: Entry[Provision]) -> Text:
    """A clause by its formal name, with its heading where it has one."""
    heading = entry.model.heading
    names = {lang: locators.name(entry.key.name, lang) for lang in LANGS}
    if heading is None:
        return Text.of(**names)
    return Text.of(
        **{lang: f"{names[lang]}{LANGUAGES[lang].label_gap}{heading[lang]}" for lang in LANGS}
    )
