"""Markup: what a text may hold of it, which is links and emphasis, and nothing that runs."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from ..diagnostics.codes import Code
from .mistakes import mistake

# Markup in a text would run in the reader's browser, and an attribute list
# (``{: onclick=…}``) or a script link would too.
_RAW_HTML = re.compile(r"<[A-Za-z/!?]")
_ATTRIBUTE_LIST = re.compile(r"\{:")
_LINK = re.compile(r"\]\s*\(([^)]*)\)?")
# A link between records, whatever brackets, colon and blanks it was typed with.
_LINK_TYPED = re.compile(
    r"[\[［]([^\[\]［］]+)[\]］][ \u3000]*[(（][ \u3000]*([a-z]+(?:-[a-z]+)*)[ \u3000]*[:：]"
    r"[ \u3000]*([a-z0-9][a-z0-9./-]*)[ \u3000]*[)）]"
)
# The same of a link to an address.
_ADDRESS_TYPED = re.compile(
    r"[\[［]([^\[\]［］]+)[\]］][ \u3000]*[(（][ \u3000]*"
    r"(https?[:：][/／]{2}|mailto[:：])([^\s<>\"'()（）\u3000]+)[ \u3000]*[)）]"
)
# What stands for a character that was lost, and characters that only one font has.
_ODD = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
_ALLOWED_LINK = re.compile(
    r"https?://[^\s<>\"']+|mailto:[^\s<>\"']+"
    r"|(?!(?:javascript|vbscript|data|file|blob|https?|mailto):)[a-z]+:[a-z0-9][a-z0-9./-]*"
)


def _full_width_address(value: str) -> None:
    """Refuse ``［words］（https://…）`` in whatever brackets, unless it is a link as it stands."""
    for typed in _ADDRESS_TYPED.finditer(value):
        words, scheme, rest = typed.groups()
        link = f"[{words}]({unicodedata.normalize('NFKC', scheme)}{rest})"
        if typed[0] != link:
            raise mistake(Code.FULL_WIDTH_LINK, found=typed[0], wanted=link)


def _is_address(target: str) -> bool:
    """Whether programs can take it apart: ``https://[here]`` promises an IPv6 address."""
    try:
        urlsplit(target)
    except ValueError:
        return False
    return True


def no_markup(value: str) -> str:
    """The text, in which nothing runs and every link can be followed.

    Raises:
        PydanticCustomError: where there is markup, or a link that is none.
    """
    if odd := _ODD.search(value):
        raise mistake(Code.BROKEN_CHARACTER, found=value, point=f"U+{ord(odd[0]):04X}")
    for typed in _LINK_TYPED.finditer(value) if "]" in value or "］" in value else ():
        words, kind, id_ = typed.groups()
        if typed[0] != (link := f"[{words}]({kind}:{id_})"):
            raise mistake(Code.FULL_WIDTH_LINK, found=typed[0], wanted=link)
    if ("]" in value or "］" in value) and ("http" in value or "mailto" in value):
        _full_width_address(value)
    if found := _RAW_HTML.search(value):
        raise mistake(Code.RAW_HTML, found=value[found.start() : found.start() + 20])
    if found := _ATTRIBUTE_LIST.search(value):
        raise mistake(Code.ATTRIBUTE_LIST, found=value[found.start() : found.start() + 20])
    for target in _LINK.findall(value):
        if not _ALLOWED_LINK.fullmatch(target) or not _is_address(target):
            raise mistake(Code.BAD_LINK, found=target)
    return value
