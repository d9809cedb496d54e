"""Words that would be markup wherever a page does not escape them, put before every text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

# Every way out of an attribute or a text, and what is no way out unless it is decoded. No
# digits or brackets, which a cell of a chart may not have beside its number.
HOSTILE = (
    """"x" autofocus onfocus="ran=true" y='z' &lt;script&gt;ran=true&lt;/script&gt;"""
    """ &quot;&gt; &apos; &amp;lt; AT&T < > --> """
)
# A text is refused where "<" stands before a letter; a name may hold even that.
HOSTILE_NAME = f"""</title><script>ran=true</script><img src=x onerror='ran=true'>{HOSTILE}"""
# As wide in a picture, and no part of a word either.
SIGNS, HARMLESS = "\"'<>&", "‟’‹›¦"
DISARMED = str.maketrans(SIGNS, HARMLESS)
ARMED = str.maketrans(HARMLESS, SIGNS)
_NAMES = {"aliases", "version"}
"""Fields that hold words in one language, or a list of such."""


def put_before_every_text(data: Path, translation: Mapping[int, str | int] = {}) -> None:
    """Put hostile words, or what ``translation`` makes of them, before all that ``data`` says."""
    for path in data.rglob("*.yml"):
        source = path.read_text("utf-8")
        texts = list(_texts(yaml.compose(source, yaml.CSafeLoader)))
        for node, words in sorted(texts, key=lambda text: -text[0].start_mark.index):
            start, end = node.start_mark.index, node.end_mark.index
            end = start + len(source[start:end].rstrip())  # a block ends with the line
            text = json.dumps(words.translate(translation) + node.value, ensure_ascii=False)
            source = source[:start] + text + source[end:]
        path.write_text(source, "utf-8")


def _texts(node: yaml.Node | None) -> Iterator[tuple[yaml.ScalarNode, str]]:
    """The scalars of a file that are texts or names, and what to put before them."""
    if isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _texts(value)
    if isinstance(node, yaml.MappingNode):
        both = {key.value for key, _ in node.value} == {"zh", "en"}
        for key, value in node.value:
            if both and isinstance(value, yaml.ScalarNode):
                yield value, HOSTILE
            elif both:
                continue  # How people ask and look: words that no page shows.
            elif key.value in _NAMES and not isinstance(value, yaml.MappingNode):
                scalars = value.value if isinstance(value, yaml.SequenceNode) else [value]
                yield from ((scalar, HOSTILE_NAME) for scalar in scalars)
            else:
                yield from _texts(value)
