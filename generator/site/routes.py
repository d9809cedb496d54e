"""Addresses: the page and the anchor of every record, in each language.

The version of a scheme that is in force has the scheme's addresses, others stand under them.
Traditional Chinese stands at the site's root, English under ``en/``. Every address is
relative to the site's root; :func:`relative` makes it relative to a page.
"""

from __future__ import annotations

from ..content.catalogue import Key
from ..models.base import LANGS, Lang

HTML_LANG: dict[Lang, str] = {"zh": "zh-Hant", "en": "en"}

_PAGES = {
    "scheme": "schemes/{id}/",
    "provision": "schemes/{scope}/rules/#{name}",
    "calculator": "schemes/{id}/calculator/",
    "checklist": "schemes/{id}/documents/",
    "example": "schemes/{scope}/examples/#{name}",
    "visit": "visits/{id}/",
    "stop": "visits/{scope}/stops/{name}/",
    "finding": "visits/{scope}/findings/#finding-{name}",
    "recommendation": "visits/{scope}/findings/#recommendation-{name}",
    "policy": "policies/{id}/",
    "commentary": "commentary/{id}/",
    "person": "people/#{id}",
    "organisation": "organisations/#{id}",
    "place": "places/#{id}",
    "term": "glossary/#{id}",
    "source": "sources/#{id}",
}
KINDS = tuple(_PAGES)
"""The kinds of records that have an address."""


def page(path: str, lang: Lang) -> str:
    """The address of a page whose Chinese address is ``path`` ("visits/", or "" for home)."""
    return path if lang == "zh" else f"en/{path}"


def language(page_address: str) -> Lang:
    """The language of the page at an address."""
    return "en" if page_address.startswith("en/") else "zh"


def counterpart(page_address: str) -> str:
    """The address of the same page in the other language."""
    if language(page_address) == "en":
        return page_address.removeprefix("en/")
    return page(page_address, "en")


def address(key: Key, lang: Lang) -> str:
    """The address of a record, with the anchor where it is part of a page."""
    id_, scope = (each.replace("@", "/versions/") for each in (key.id, key.scope))
    return page(_PAGES[key.kind].format(id=id_, scope=scope, name=key.name), lang)


def addresses(key: Key) -> dict[Lang, str]:
    """The address of a record in both languages."""
    return {lang: address(key, lang) for lang in LANGS}


def relative(target: str, from_page: str) -> str:
    """``target`` as a link on ``from_page``; both are addresses relative to the site's root."""
    path, hash_, anchor = target.partition("#")
    if path == from_page and anchor:
        return f"#{anchor}"
    up = "../" * from_page.count("/")
    return f"{up}{path}{hash_}{anchor}" if up or path else f"./{hash_}{anchor}"
