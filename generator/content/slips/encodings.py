"""Which encoding a file that is not UTF-8 looks like, so that it can be opened and saved again."""

from __future__ import annotations

from collections.abc import Mapping

# Codecs by their names in editors, with the bytes of the characters that are used most.
_LEVELS: Mapping[str, tuple[str, range]] = {
    "Big5": ("cp950", range(0xA440, 0xC67F)),
    "GBK": ("gb18030", range(0xB0A1, 0xD7FA)),
    "Shift JIS": ("cp932", range(0x889F, 0x9873)),
}
_UTF16 = {b"\xff\xfe": "UTF-16 LE", b"\xfe\xff": "UTF-16 BE"}
_ENOUGH = 0.6
"""Which part of the Chinese has to be of the characters that are used most."""


def looks_like(content: bytes) -> str | None:
    """The name by which editors call the encoding, or ``None`` where none fits."""
    if (name := _UTF16.get(content[:2])) is not None:
        return name
    odd, even = content[1::2].count(0), content[::2].count(0)
    if max(odd, even) * 4 > len(content):
        return "UTF-16 LE" if odd > even else "UTF-16 BE"
    share, best = max((_share(content, *level), name) for name, level in _LEVELS.items())
    return best if share > _ENOUGH else None


def _share(content: bytes, codec: str, usual: range) -> float:
    """Which part of the characters beyond ASCII are of those used most."""
    try:
        text = content.decode(codec)
    except UnicodeDecodeError:
        return 0.0
    encoded = [c.encode(codec) for c in text if c > "\u2fff"]
    if not encoded:
        return 0.0
    signs = range(0xA140, 0xA400), range(0x8140, 0x8200)
    known = [int.from_bytes(pair, "big") for pair in encoded if len(pair) == 2]
    good = sum(code in usual or any(code in block for block in signs) for code in known)
    return good / len(encoded)
