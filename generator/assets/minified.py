"""Scripts and style sheets made small.

Terser makes scripts small and is itself one: it comes from npm as the browser's libraries do,
and runs in the interpreter that runs the engine, with or without Node. For all scripts it takes
twenty seconds, so what came of each is stored beside the libraries.

Of a style sheet nothing goes but comments, spaces and zeros that say nothing: whatever it says
twice for older browsers, and what is newer than any library, stays as it was written.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

import dukpy
import tinycss2

from . import library

Token: TypeAlias = Any
"""A node of tinycss2, which has no types."""

STORE = library.MODULES / ".minified"
_BRACKETS = ("{} block", "() block", "[] block")
_NUMBERS = ("number", "percentage", "dimension")
_ZERO = re.compile(r"^([+-]?)0+\.")

_MINIFY = "Terser.minify_sync(dukpy.text, {module: true, ecma: 2022}).code"


def script(text: str, store: Path = STORE) -> bytes:
    """A script, whose names at the top nobody else uses, made small.

    Raises:
        FileNotFoundError: when Terser is not installed.
    """
    file = store / _digest(_program() + text.encode()).decode()
    with suppress(OSError):
        digest, _, stored = file.read_bytes().partition(b"\n")
        if digest == _digest(stored):  # a file may be cut off, or damaged later
            return stored
    small: str = _terser().evaljs(_MINIFY, text=text)
    smaller = small.encode() + b"\n"
    with suppress(OSError):  # an installed program may lie where its user cannot write
        store.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(f".{os.getpid()}")
        part.write_bytes(_digest(smaller) + b"\n" + smaller)
        part.replace(file)
    return smaller


def style(text: str) -> bytes:
    """A style sheet made small."""
    tokens = tinycss2.parse_component_value_list(text, skip_comments=True)
    smaller: str = tinycss2.serialize(_tight(tokens))
    return smaller.encode() + b"\n"


def _tight(tokens: Sequence[Token], declarations: bool = False) -> list[Token]:
    """What stands in the sheet, or in brackets, without the spaces that tell nothing apart."""
    tight: list[Token] = []
    for token in tokens:
        if token.type == "whitespace":
            if tight and not _ends(tight[-1]):
                token.value = " "
                tight.append(token)
            continue
        if tight and tight[-1].type == "whitespace" and _starts(token):
            tight.pop()
        if token.type == "function":
            token.arguments = _tight(token.arguments)
        elif token.type in _BRACKETS:
            token.content = _tight(token.content, token.type == "{} block")
        elif token.type in _NUMBERS:
            token.representation = _ZERO.sub(r"\1.", token.representation)
        tight.append(token)
    while tight and (tight[-1].type == "whitespace" or (declarations and tight[-1] == ";")):
        tight.pop()
    return tight


def _ends(token: Token) -> bool:
    """Whether a space after it says nothing."""
    return token.type in ("{} block", "whitespace") or token in (";", ",", ":", ">", "~", "/")


def _starts(token: Token) -> bool:
    """Whether a space before it says nothing; before a colon it means a descendant."""
    return token.type == "{} block" or token in (";", ",", ">", "~", "/", "!")


def _digest(content: bytes) -> bytes:
    return sha256(content).hexdigest().encode()


@cache
def _program() -> bytes:
    """What tells this Terser, asked in this way, from any other."""
    return _digest(library.script(library.MINIFIER)) + _MINIFY.encode()


@cache
def _terser() -> dukpy.JSInterpreter:
    interpreter = dukpy.JSInterpreter()
    # It looks for the library of its source maps, which nobody asks for here.
    interpreter.evaljs("var sourceMap = {};\n" + library.script(library.MINIFIER).decode() + ";0")
    return interpreter
