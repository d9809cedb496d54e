"""XLIFF out: texts for a translator's program, in XLIFF 2.0 (OASIS).

In: texts and how their English stands. Out: the file. A unit is named by field and fingerprint,
as in the lock of translations, so that what has changed meanwhile is noticed when it comes back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from ..content.translations import State, Translation
from ..diagnostics.messages import words_of
from ..kinds import KINDS
from ..languages import LANGS, LANGUAGES, SOURCE, Lang
from .difference import raw_title
from .field_words import field_words
from .uses import words_at

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
TARGET: Lang = next(lang for lang in LANGS if lang != SOURCE)
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def one_line(text: str) -> str:
    """A text as it is shown: line breaks and spaces in a row are one space."""
    return " ".join(text.split())


def english(item: Translation) -> str:
    """The English of a text; empty where it is not written yet."""
    try:
        return one_line(words_at(item.raw.data, (*item.path, TARGET)))
    except LookupError:
        return ""


def units(texts: Iterable[Translation]) -> dict[tuple[str, str], list[Translation]]:
    """Texts by file and name of the unit.

    Texts of a field that say the same in both languages are one; a number tells the others apart.
    """
    found: dict[tuple[str, str], list[Translation]] = {}
    for item in texts:
        name = f"{item.field}.{item.fingerprint}"
        number = 1
        while True:
            unit = item.raw.file, name if number == 1 else f"{name}.{number}"
            there = found.setdefault(unit, [])
            if not there or english(there[0]) == english(item):
                there.append(item)
                break
            number += 1
    return found


def xliff(
    texts: Iterable[Translation], wanted: Callable[[Translation], bool]
) -> tuple[str, int, list[Translation]]:
    """The file of the wanted ones of all texts, how many units it has, and what it cannot hold."""
    files: dict[str, list[str]] = {}
    left_out: list[Translation] = []
    for (file, name), items in units(texts).items():
        if not any(map(wanted, items)):
            continue
        if _NO_XML.search(
            words_at(items[0].raw.data, (*items[0].path, SOURCE)) + english(items[0])
        ):
            left_out.append(items[0])
        else:
            files.setdefault(file, []).append("".join(_unit(name, items[0])))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        f'<xliff xmlns="{NAMESPACE}" version="2.0"'
        f' srcLang="{LANGUAGES[SOURCE].tag}" trgLang="{LANGUAGES[TARGET].tag}">\n',
    ]
    for number, (file, inside) in enumerate(files.items(), start=1):
        lines += [f'  <file id="f{number}" original={quoteattr(file)}>\n', *inside, "  </file>\n"]
    lines.append("</xliff>\n")
    return "".join(lines), sum(map(len, files.values())), left_out


def _unit(name: str, item: Translation) -> Iterator[str]:
    model = KINDS[item.raw.key.kind].model
    data = item.raw.data
    field = "｜".join(field_words(model, item.path, lang, data) for lang in LANGS)
    record = "｜".join(
        raw_title(item.raw, lang) or words_of(item.raw.key.kind)[lang] for lang in LANGS
    )
    state = "｜".join(words_of(f"translation_{item.state.value}")[lang] for lang in LANGS)
    chinese = one_line(words_at(data, (*item.path, SOURCE)))
    done = "final" if item.state is State.CURRENT else "initial"
    yield f"    <unit id={quoteattr(name)}>\n      <notes>\n"
    for category, words in (("field", field), ("record", record), ("state", state)):
        yield f'        <note category="{category}">{escape(words)}</note>\n'
    yield f'      </notes>\n      <segment state="{done}">\n'
    yield f'        <source xml:space="preserve">{escape(chinese)}</source>\n'
    if here := english(item):
        yield f'        <target xml:space="preserve">{escape(here)}</target>\n'
    yield "      </segment>\n    </unit>\n"
