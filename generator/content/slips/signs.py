"""The characters that slips are made of: what each is called, and what was meant."""

from __future__ import annotations

import re

from ...diagnostics.codes import Word

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
    "\u200e": "sign_direction",
    "\u200f": "sign_direction",
}

BLANKS = "\u3000\u00a0\u2000-\u200a\u202f\u205f"
"""What looks like a space and is none; for a class of a pattern."""
ZERO_WIDTH = "\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""What is not seen at all, and never wanted; emoji are joined with U+200D, which is not here."""
UNSEEN = re.compile(f"[{BLANKS}{ZERO_WIDTH}\u200d\t]")
QUOTES = "“”„‟«»「」『』＂‘’‛＇"
"""Quotation marks that YAML takes for letters."""
DASHES = "–—−－‐‑•‧·●▪◦∙・"
"""What Word and Chinese keyboards write for the sign of an entry of a list."""


def code_point(character: str) -> str:
    """``U+00A0``."""
    return f"U+{ord(character):04X}"


def name_of(character: str) -> Word:
    """What a sign or a character that is not seen is called, in the words of the messages."""
    if "\u2000" <= character <= "\u200a" or character == "\u205f":
        return Word("sign_narrow_space")
    return Word(_NAMES.get(character, "sign_direction"))


def width(character: str) -> int:
    """How many columns a blank fills."""
    if re.match(f"[{ZERO_WIDTH}\u200d]", character):
        return 0
    return 2 if character in "\u3000\t" else 1


def with_signs(text: str) -> str:
    """The text with every character that is not seen as ``⟨U+200B⟩``."""
    return UNSEEN.sub(lambda match: f"⟨{code_point(match[0])}⟩", text)
