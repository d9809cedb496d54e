"""The languages of the site: what is written another way in each, in one place.

Every bilingual value has a field for each of :data:`LANGS`. :data:`SOURCE` stands at the
site's root, any other under its prefix.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)
SOURCE: Lang = LANGS[0]
"""The language at the site's root, from which the texts of the others are translated."""


@dataclass(frozen=True, slots=True)
class Language:
    """How a language is named, addressed and punctuated."""

    lang: Lang
    tag: str
    """BCP 47: the ``lang`` of a page, and the part of a file's name that tells its language."""
    alpha3: str
    """ISO 639-2: what catalogues of laws and of data call the language."""
    name: str
    """What the language calls itself."""
    prefix: str
    """What every address of a page begins with."""
    locale: str
    """The name by which Babel knows the language."""
    day_of_week: str
    """Pattern of a date with its weekday (Unicode Technical Standard 35)."""
    day: str
    day_of_year: str
    month: str
    year: str
    colon: str
    comma: str
    enumeration: str
    """Between the members of a list within a sentence."""
    names: str
    """Between names that may hold commas of their own."""
    semicolon: str
    full_stop: str
    between_sentences: str
    """The full stop of a sentence that another follows."""
    space: str
    """Between words that are put together."""
    opening_bracket: str
    """It begins with a space in languages that set one before a bracket."""
    closing_bracket: str
    quotation: tuple[str, str]
    label_gap: str
    """Between a short label and what it labels, where a colon would be too much."""
    largest_first: bool
    """Whether the place that another is in is named before it, and nothing stands between."""

    def listed(self, parts: Iterable[str]) -> str:
        """Parts of a sentence that may hold commas of their own."""
        return self.semicolon.join(parts)

    def labelled(self, label: str, words: str) -> str:
        """A label, a colon, and what it labels."""
        return f"{label}{self.colon}{words}"

    def bracketed(self, words: str) -> str:
        """Words in brackets, to be put right behind others: in English a space comes first."""
        return f"{self.opening_bracket}{words}{self.closing_bracket}"

    def located(self, names: Sequence[str]) -> str:
        """The names of places of which each is in the next."""
        return "".join(reversed(names)) if self.largest_first else self.comma.join(names)

    def quoted(self, words: str) -> str:
        """Words between quotation marks."""
        opening, closing = self.quotation
        return f"{opening}{words}{closing}"


LANGUAGES: Mapping[Lang, Language] = {
    "zh": Language(
        lang="zh",
        tag="zh-Hant",
        alpha3="zho",
        name="繁體中文",
        prefix="",
        locale="zh_Hant_TW",
        day_of_week="y 年 M 月 d 日（EEEE）",
        day="y 年 M 月 d 日",
        day_of_year="M 月 d 日",
        month="y 年 M 月",
        year="y 年",
        colon="：",
        comma="，",
        enumeration="、",
        names="、",
        semicolon="；",
        full_stop="。",
        between_sentences="。",
        space="",
        opening_bracket="（",
        closing_bracket="）",
        quotation=("「", "」"),
        label_gap="　",
        largest_first=True,
    ),
    "en": Language(
        lang="en",
        tag="en",
        alpha3="eng",
        name="English",
        prefix="en/",
        locale="en_GB",
        day_of_week="EEEE d MMMM y",
        day="d MMMM y",
        day_of_year="d MMMM",
        month="MMMM y",
        year="y",
        colon=": ",
        comma=", ",
        enumeration=", ",
        names="; ",
        semicolon="; ",
        full_stop=".",
        between_sentences=". ",
        space=" ",
        opening_bracket=" (",
        closing_bracket=")",
        quotation=("“", "”"),
        label_gap=": ",
        largest_first=False,
    ),
}


def other(lang: Lang) -> Lang:
    """The language that a page of ``lang`` leads to: the next one, and the first after the last."""
    return LANGS[(LANGS.index(lang) + 1) % len(LANGS)]


def of_address(address: str) -> Lang:
    """The language of the page at an address relative to the site's root."""
    prefixed = (lang for lang in LANGS if LANGUAGES[lang].prefix)
    return next((lang for lang in prefixed if address.startswith(LANGUAGES[lang].prefix)), SOURCE)


def unprefixed(address: str) -> str:
    """An address without its language: the address of the page in the first language."""
    return address.removeprefix(LANGUAGES[of_address(address)].prefix)


def address_in(address: str, lang: Lang) -> str:
    """The address of the page at ``address`` in another language."""
    return LANGUAGES[lang].prefix + unprefixed(address)
