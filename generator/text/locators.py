"""Locators of clauses: how ``3.2.1.1`` is called in each language.

The rules count in points (點), paragraphs (款), items (目) and subitems (目之…);
第八點第一款第三目之4 is ``8.1.3.4``.
"""

from __future__ import annotations

from ..languages import Lang

_DIGITS = "零一二三四五六七八九"
_LEVELS = {
    "zh": ("第{}點", "第{}款", "第{}目", "之{}"),
    "en": ("point {}", "paragraph {}", "item {}", "subitem {}"),
}


def numeral(number: int) -> str:
    """A number from 1 to 99 in Chinese: 3 is 三, 10 is 十, 14 is 十四.

    Raises:
        ValueError: for a number outside that range.
    """
    if not 1 <= number <= 99:
        raise ValueError(f"no numeral for {number}: only 1 to 99")
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")


def parts(locator: str) -> tuple[int, ...]:
    """``3.2.1.1`` as numbers, which sort as the rules do."""
    return tuple(map(int, locator.split(".")))


def point(locator: str) -> str:
    """The clause of the first level under which a clause stands: ``3`` for ``3.2.1``."""
    return locator.partition(".")[0]


def name(locator: str, lang: Lang) -> str:
    """The formal name: 第三點第二款第一目之1, or point 3, paragraph 2, item 1, subitem 1."""
    numbers = parts(locator)
    if lang == "en":
        return ", ".join(level.format(n) for level, n in zip(_LEVELS["en"], numbers, strict=False))
    return "".join(
        level.format(n if depth == 3 else numeral(n))
        for depth, (level, n) in enumerate(zip(_LEVELS["zh"], numbers, strict=False))
    )


def marker(locator: str, lang: Lang) -> str:
    """What stands before the clause: 三、 （二） 1、 （1）; in English 3. (2) 1. (1)."""
    numbers = parts(locator)
    last = numbers[-1]
    if lang == "en":
        return f"({last})" if len(numbers) % 2 == 0 else f"{last}."
    return (f"{numeral(last)}、", f"（{numeral(last)}）", f"{last}、", f"（{last}）")[
        len(numbers) - 1
    ]
