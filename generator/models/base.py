"""What every record shares: bilingual text, identifiers, references, sources and notes.

Models are frozen and refuse unknown fields. Scalars are strict: a number is never
taken for a text by accident, except that the words of a plain YAML scalar are kept
(``clause: 3.10`` is the locator "3.10", not the number 3.1).

The docstring of each model and field opens in both languages, ``中文｜English`` or on a line
each; what stands before a colon is its title. Editors show it (``schemas``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    Strict,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from ..diagnostics.codes import Code
from ..languages import LANGS, Lang
from .markup import no_markup
from .mistakes import first_twice
from .mistakes import mistake as mistake

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

# A line break in a text, with the spaces around it: whatever Python or Markdown takes for one.
# A text may fill several lines of a file, but is one line, as headings, cells and links have to be.
_BREAK = re.compile(r"[ \t]*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
# Blanks, and marks that have no letter to stand on.
_BLANK = re.compile("[\\s\u0300-\u036f\ufe0f]*")
_CHINESE = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[A-Za-z]{2}")
# YAML folds a long Chinese text with spaces that nobody typed.
_HAN = r"\u3000-\u303f\u3400-\u9fff\uff01-\uffef"
_FOLD = re.compile(rf"(?<=[{_HAN}])[ \n]+(?=[{_HAN}])")


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field whose value is the id of another record.

    ``kind`` is the kind of the target; ``local`` ids are relative to the scheme or
    visit that the record belongs to (``3.1`` for ``virtual-production/3.1``).
    """

    kind: str
    local: bool = False

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The schema with a mark for forms: which records may stand here."""
        return {**handler(core), "ref": f"{self.kind}/local" if self.local else self.kind}


def _words(value: object) -> object:
    """The words of a plain scalar as typed, where the loader has kept them."""
    return getattr(value, "text", value)


def _line(value: object) -> object:
    """The words on one line: a block scalar has line breaks within and at its end.

    Words of blanks alone become an empty text. Other blanks stay: some labels end with one.
    """
    words = _words(value)
    if not isinstance(words, str):
        return words
    return "" if _BLANK.fullmatch(words) else " ".join(filter(None, _BREAK.split(words)))


def _zh(value: str) -> str:
    return _FOLD.sub("", value)


# A constraint stands next to the type that it bounds; elsewhere it is left out of the schema.
Str = Annotated[str, Strict(), Field(min_length=1), BeforeValidator(_line)]
Int = Annotated[int, Strict()]
Number = Annotated[
    Annotated[int, Strict()] | Annotated[float, Strict(), Field(allow_inf_nan=False)],
    WithJsonSchema({"type": "number"}),
]
Bool = Annotated[bool, Strict()]


def _iso_date(value: object) -> date:
    value = _words(value)
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise mistake(Code.BAD_DATE)


Date = Annotated[
    date,
    BeforeValidator(_iso_date),
    WithJsonSchema({"type": "string", "pattern": f"^{_ISO_DATE.pattern}$"}),
]

Inline = Annotated[Str, AfterValidator(no_markup)]
ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
FACT_ID = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
LOCATOR = r"^[1-9][0-9]?(\.[1-9][0-9]?){0,3}$"
SCOPED_ID = r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+([.-][a-z0-9]+)*$"
CURRENCY = r"^[A-Z]{3}$"
PART = r"^[a-z]+(_[a-z]+)*(\.[1-9][0-9]*)?$"
SECTION = r"^([a-z0-9-]+/)*(#[a-z0-9][a-z0-9._-]*)?$"
LINK = (
    r"^(page/([a-z0-9-]+/)*(#[a-z0-9][a-z0-9._-]*)?"
    r"|[a-z]+(-[a-z]+)*/[a-z0-9]+([.-][a-z0-9]+)*(/[a-z0-9]+([.-][a-z0-9]+)*)?)$"
)
PATH = r"^([a-z0-9-]+/)+$"
ADDRESS = r"^https://[^\s<>\"']+$"
MAIL_OR_ADDRESS = r"^(https://[^\s<>\"']+|mailto:[^\s<>\"'@?&]+@[^\s<>\"'@?&]+)$"
PATTERNS = {
    ID: Code.NOT_AN_ID,
    FACT_ID: Code.NOT_A_QUESTION_ID,
    LOCATOR: Code.NOT_A_LOCATOR,
    SCOPED_ID: Code.NOT_A_SCOPED_ID,
    CURRENCY: Code.NOT_A_CURRENCY,
    ADDRESS: Code.NOT_AN_ADDRESS,
    MAIL_OR_ADDRESS: Code.NOT_AN_ADDRESS,
    PART: Code.NO_SUCH_PART,
    SECTION: Code.NOT_A_SECTION,
    LINK: Code.NOT_A_LINK,
}
"""How a name is written, and the code of the mistake where one is not."""

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?|constructor")


def is_reserved(name: str) -> bool:
    """Whether Windows has no file of that name, or an object of JavaScript something else."""
    return _RESERVED.fullmatch(name) is not None


def reserved_in(path: str) -> str | None:
    """The first name in the path of a record that is reserved; nothing where none is."""
    return next(filter(is_reserved, path.removesuffix(".yml").split("/")), None)


def unfit_id(name: str) -> Code | None:
    """Why nothing can have this id; nothing where it can."""
    if not re.fullmatch(ID, name):
        return Code.NOT_AN_ID
    return Code.RESERVED_NAME if is_reserved(name) else None


def _free(value: str) -> str:
    if is_reserved(value):
        raise mistake(Code.RESERVED_NAME, name=value)
    return value


Id = Annotated[str, Strict(), Field(pattern=ID), BeforeValidator(_words), AfterValidator(_free)]
FactId = Annotated[
    str, Strict(), Field(pattern=FACT_ID), BeforeValidator(_words), AfterValidator(_free)
]
Locator = Annotated[str, Strict(), Field(pattern=LOCATOR), BeforeValidator(_words)]
Currency = Annotated[str, Strict(), Field(pattern=CURRENCY)]
Address = Annotated[str, Strict(), Field(pattern=ADDRESS), BeforeValidator(_words)]
MailOrAddress = Annotated[str, Strict(), Field(pattern=MAIL_OR_ADDRESS), BeforeValidator(_words)]
ScopedId = Annotated[str, Strict(), Field(pattern=SCOPED_ID), BeforeValidator(_words)]

PersonRef = Annotated[Id, Ref("person")]
OrganisationRef = Annotated[Id, Ref("organisation")]
PlaceRef = Annotated[Id, Ref("place")]
SourceDocumentRef = Annotated[Id, Ref("source")]
PolicyRef = Annotated[Id, Ref("policy")]
ClauseRef = Annotated[Locator, Ref("provision", local=True)]


class Model(BaseModel):
    """Frozen; an unknown field is an error that names the fields there are."""

    # Pydantic builds a model when it is first used: most are only parts of others.
    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, use_attribute_docstrings=True
    )


class Text(Model):
    """兩種語言的文字：一段，可以用 **粗體** 和 [文字](person:id) 連結
    Text in both languages: one paragraph, with **bold** and [words](person:id) links"""

    zh: Annotated[Inline, AfterValidator(_zh)]
    """中文：臺灣的繁體中文｜Chinese: Traditional Chinese as Taiwan writes it"""
    en: Inline
    """英文：英式英文｜English: plain British English"""

    def __getitem__(self, lang: Lang) -> str:
        text: str = getattr(self, lang)
        return text

    @model_validator(mode="after")
    def _languages_in_their_places(self) -> Self:
        if (
            not _CHINESE.search(self.zh)
            and _LATIN.search(self.zh)
            and _CHINESE.search(self.en)
            and not _LATIN.search(self.en)
        ):
            raise mistake(Code.LANGUAGES_SWAPPED, found=self.zh)
        return self

    @classmethod
    def of(cls, *, zh: str, en: str) -> Self:
        """A text that the program puts together from valid texts, without validation.

        It may hold signs that staff cannot type in a text: ``<`` where an entity was ``&lt;``.
        """
        return cls.model_construct(zh=_zh(zh), en=en)


class Phrases(Model):
    """問法：讀者會怎麼問，只給搜尋用；兩種語言各寫各的，不必互相翻譯
    Phrases: how readers ask, for the search alone; no language’s translate the other’s"""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [{"required": [lang], "properties": {lang: {"minItems": 1}}} for lang in LANGS]
        }
    )

    zh: Annotated[tuple[Str, ...], Field(json_schema_extra={"uniqueItems": True})] = ()
    """中文：例如「錢什麼時候下來」｜Chinese: 錢什麼時候下來, for example"""
    en: Annotated[tuple[Str, ...], Field(json_schema_extra={"uniqueItems": True})] = ()
    """英文：例如 when do I get the money｜English: when do I get the money, for example"""

    def __getitem__(self, lang: Lang) -> tuple[str, ...]:
        phrases: tuple[str, ...] = getattr(self, lang)
        return phrases

    @model_validator(mode="after")
    def _some_and_none_twice(self) -> Self:
        if not (self.zh or self.en):
            raise mistake(Code.NO_PHRASE)
        for phrases in (self.zh, self.en):
            if (phrase := first_twice(phrases)) is not None:
                raise mistake(Code.PHRASE_TWICE, found=phrase)
        return self


class SourceRef(Model):
    """出處：出自哪份來源文件的哪裡｜Source: where in which source document it comes from"""

    document: SourceDocumentRef
    """來源文件：data/sources/ 裡的檔名｜Document: the name of a file of data/sources/"""
    section: Text | None = None
    """章節：文件裡的哪一節｜Section: which part of the document"""
    clause: Locator | None = None
    """條次：文件是規定時，哪一條｜Clause: which clause, where the document is a set of rules"""


NoteKind: TypeAlias = Literal["contradiction", "slip", "ambiguity", "context"]


class Note(Model):
    """編者註：來源有誤、不清楚或矛盾的地方；旁邊的內容照來源寫
    Editor’s note: what the source has wrong; the value beside it stays as the source has it"""

    kind: NoteKind
    """類別：contradiction 矛盾、slip 筆誤、ambiguity 語意不明、context 背景；筆誤只列在來源頁
    Kind: contradiction, slip, ambiguity or context; a slip stands on the page of sources alone"""
    text: Text
    """內容｜What it says"""
    beside: Annotated[str, Strict(), Field(pattern=PART), BeforeValidator(_words)] | None = None
    """放在哪一段旁邊：欄位，或欄位和第幾項，例如 seen.2；不填就放在摘要下面
    Beside: a field, or also which of its items, as in seen.2; if left out, below the summary"""


Owner: TypeAlias = Literal["national", "local", "foreign"]
"""Whose money or claim it is: of the state, of the city, or of somebody abroad."""


class Figure(Model):
    """數字：來源列出的數字，照它的寫法｜Figure: one that the source names, as it names it"""

    label: Text
    """名稱：這是什麼的數字｜Label: what it counts"""
    value: Text
    """數值：含單位｜Value: with its unit"""
    note: Text | None = None
    """說明：例如年度或範圍｜Note: its year or its scope, for example"""


class Drafted(Model):
    """What may be begun in the data before it is published."""

    draft: Bool = False
    """草稿：true 表示還沒寫好，預覽看得到、不發布｜Draft: true while it is only in the preview"""


class Record(Drafted):
    """A file under ``data/``. Its id is its file name and is never typed again."""

    sources: Annotated[tuple[SourceRef, ...], Field(min_length=1)]
    """出處：至少一個｜Sources: one at least"""
    notes: tuple[Note, ...] = ()
    """編者註：來源有誤或不清楚的地方｜Editor’s notes: what the source has wrong or unclear"""
    unlinked: Text | None = None
    """沒有被連到的理由：沒有別的資料連到這一筆時才寫
    Why unlinked: why no other record links here, where that is right"""
    asked_as: Phrases | None = None
    """問法：讀者會怎麼問這一筆，給搜尋用
    Asked as: how readers ask for what this record says, for the search"""


class Reviewed(Record):
    """A record that can go out of date."""

    reviewed_on: Date | None = None
    """查核日：最近一次和來源核對的那一天，例如 2024-07-22
    Reviewed on: the day on which it was last compared with its source, as in 2024-07-22"""
    review_by: Date | None = None
    """下次查核期限：過了這一天，網頁會提醒內容可能過時
    Review by: past this day, the page says that it may be out of date"""
