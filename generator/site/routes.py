"""Routes: the page and the anchor of every record, in each language.

The version of a scheme that is shown has the scheme's addresses, others stand under them. Every
address is relative to the site's root; :func:`relative` makes it relative to a page.
"""

from __future__ import annotations

from ..kinds import KINDS
from ..languages import LANGS, LANGUAGES, Lang
from ..models.key import Key


def page(path: str, lang: Lang) -> str:
    """The address of a page whose address in the first language is ``path`` ("visits/")."""
    return f"{LANGUAGES[lang].prefix}{path}"


def path_of(key: Key) -> str:
    """The address of a record in the first language, with the anchor where it has one.

    Raises:
        KeyError: for a kind whose records have no address.
    """
    route = KINDS[key.kind].route
    if route is None:
        raise KeyError(key.kind)
    scope = f"{key.scope}/versions/{key.version}" if key.version else key.scope
    return route.format(scope=scope, name=key.name)


def path_for_grantees(scheme: Key) -> str:
    """The address, in the first language, of a scheme's page for those who have a grant."""
    return f"{path_of(scheme)}after-approval/"


def language(page_address: str) -> Lang:
    """The language of the page at an address."""
    return "en" if page_address.startswith("en/") else "zh"


def counterpart(page_address: str) -> str:
    """The address of the same page in the other language."""
    if language(page_address) == "en":
        return page_address.removeprefix("en/")
    return page(page_address, "en")


def address(key: Key, lang: Lang) -> str:
    """The address of a record in a language, with the anchor where it is part of a page.

    Raises:
        KeyError: for a kind whose records have no address.
    """
    return page(path_of(key), lang)


def addresses(key: Key) -> dict[Lang, str]:
    """The address of a record in every language."""
    return {lang: address(key, lang) for lang in LANGS}


def relative(target: str, from_page: str) -> str:
    """``target`` as a link on ``from_page``; both are addresses relative to the site's root."""
    path, hash_, anchor = target.partition("#")
    if path == from_page and anchor:
        return f"#{anchor}"
    up = "../" * from_page.count("/")
    return f"{up}{path}{hash_}{anchor}" if up or path else f"./{hash_}{anchor}"
