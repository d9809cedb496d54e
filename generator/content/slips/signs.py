"""The characters that slips are made of: what each is called, and what was meant."""

from __future__ import annotations

import re
import unicodedata

from ...diagnostics.codes import Code, Word

HALF_WIDTH = {
    "：": ":",
    "，": ",",
    "、": ",",
    "；": ",",
    "｛": "{",
    "｝": "}",
    "［": "[",
    "］": "]",
}
"""Signs of a Chinese keyboard by the signs that YAML reads."""

_NAMES = {
    "：": "sign_colon",
    "，": "sign_comma",
    "、": "sign_enumeration_comma",
    "；": "sign_semicolon",
    "｛": "sign_bracket",
    "｝": "sign_bracket",
    "［": "sign_bracket",
    "］": "sign_bracket",
    " ": "sign_space",
    "\t": "sign_tab",
    "\u3000": "sign_wide_space",
    "\u00a0": "sign_no_break_space",
    "\u202f": "sign_no_break_space",
    "\u00ad": "sign_soft_hyphen",
    "\u200b": "sign_zero_width",
    "\u200c": "sign_zero_width",
    "\u200d": "sign_zero_width",
    "\u2060": "sign_zero_width",
    "\ufeff": "sign_zero_width",
    "\u061c": "sign_direction",
    "\u200e": "sign_direction",
    "\u200f": "sign_direction",
}

BLANKS = "\u3000\u00a0\u2000-\u200a\u202f\u205f"
"""What looks like a space and is none; for a class of a pattern."""
ZERO_WIDTH = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
"""What is not seen at all, and never wanted: Unicode's Default_Ignorable_Code_Point and what is
drawn as nothing, but for the signs of which emoji and forms of Han characters are made."""
_JOINERS = "\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Those: one joins emoji, the others choose a form of what stands before them."""
CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff" + "".join(
    chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF)
)
"""Control characters but for tabs and ends of lines, and what is promised never to be one."""
_WITHHELD = re.compile(f"[{ZERO_WIDTH}{_JOINERS}{CONTROLS}]")
_CONTROL = re.compile(f"[{CONTROLS}]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
UNSEEN = re.compile(f"[{BLANKS}{ZERO_WIDTH}\u200d\t]")
QUOTES = "“”„‟«»「」『』＂‘’‛＇"
"""Quotation marks that YAML takes for letters."""
DASHES = "–—−－‐‑•‧·●▪◦∙・"
"""What Word and Chinese keyboards write for the sign of an entry of a list."""


def unwanted(text: str) -> list[str]:
    """The characters, each once, of a text that nobody sees and nobody can mean."""
    found = {
        match[0]: None
        for match in _WITHHELD.finditer(text)
        if not _is_of_emoji_or_form(text, match.start())
    }
    return list(found)


def is_control(character: str) -> bool:
    """Whether it is one of ``CONTROLS``."""
    return _CONTROL.match(character) is not None


def _is_of_emoji_or_form(text: str, at: int) -> bool:
    sign, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if re.match(f"[{_JOINERS}]", sign) is None or not before:
        return False
    if sign == "\u200d":
        emoji = unicodedata.category(before) in ("So", "Sk") or before == "\ufe0f"
        return emoji and after != "" and unicodedata.category(after) in ("So", "Sm")
    if before in "0123456789#*":
        return after == "\u20e3"
    if sign in "\ufe0e\ufe0f":
        return before in "‼⁉〰〽" or unicodedata.category(before)[0] == "S"
    return _HAN.match(before) is not None


def code_point(character: str) -> str:
    """``U+00A0``."""
    return f"U+{ord(character):04X}"


def name_of(character: str) -> Word:
    """What a sign or a character that is not seen is called, in the words of the messages."""
    is_direction = "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"
    if "\u2000" <= character <= "\u200a" or character == "\u205f":
        return Word("sign_narrow_space")
    return Word(_NAMES.get(character, "sign_direction" if is_direction else "sign_zero_width"))


def fault_of(character: str) -> tuple[Code, dict[str, str]]:
    """What is wrong with a text that has an unwanted character, with what its message speaks of."""
    if is_control(character):
        return Code.CONTROL_CHARACTER, {"point": code_point(character)}
    return Code.UNSEEN_CHARACTER, {"name": name_of(character), "point": code_point(character)}


def width(character: str) -> int:
    """How many columns a blank fills."""
    if re.match(f"[{ZERO_WIDTH}\u200d]", character):
        return 0
    return 2 if character in "\u3000\t" else 1


def with_signs(text: str) -> str:
    """The text with every character that is not seen as ``⟨U+200B⟩``."""
    return UNSEEN.sub(lambda match: f"⟨{code_point(match[0])}⟩", text)
