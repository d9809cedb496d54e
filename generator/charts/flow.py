"""The steps of a procedure, one under the other; steps beside the main line stand apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from .svg import LINE, element, picture, words, wrap

WIDTH = 360.0
PAD = 12.0
GAP = 26.0


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its title, lines of what belongs to it, and whether it is off the main line."""

    title: str
    lines: tuple[str, ...] = ()
    aside: bool = False


def flow(id_: str, title: str, description: str, steps: Sequence[Step]) -> str:
    """The picture: the main line with arrows, then what may come besides."""
    drawn: list[ET.Element] = []
    y = 1.0
    main = [step for step in steps if not step.aside]
    aside = [step for step in steps if step.aside]
    for i, step in enumerate(main):
        box, height = _box(step, y, number=i + 1)
        if i:
            x = WIDTH / 2
            drawn.append(element("path", d=f"M{x} {y - GAP}V{y - 7}", class_="line"))
            drawn.append(
                element("path", d=f"M{x - 5} {y - 8}L{x} {y - 1}L{x + 5} {y - 8}Z", class_="head")
            )
        drawn += box
        y += height + GAP
    y += 0 if aside else -GAP
    for step in aside:
        box, height = _box(step, y)
        drawn += box
        y += height + 8
    return picture(id_, "flow", (WIDTH, y + 1 - (8 if aside else 0)), title, description, *drawn)


def _box(step: Step, y: float, number: int | None = None) -> tuple[list[ET.Element], float]:
    start = PAD if number is None else PAD + 26
    room = WIDTH - start - PAD
    heads = wrap(step.title, room, 3)
    lines = [line for item in step.lines for line in wrap(item, room, 4)]
    height = LINE * (len(heads) + len(lines)) + 2 * PAD - 4
    kind = "step step--aside" if step.aside else "step"
    parts = [element("rect", x=1, y=y, width=WIDTH - 2, height=height, rx=2, class_=kind)]
    if number is not None:
        parts.append(words(str(number), PAD + 4, y + PAD + LINE - 6, "number"))
    for i, line in enumerate([*heads, *lines]):
        kind = "label" if i < len(heads) else "detail"
        parts.append(words(line, start, y + PAD + LINE * (i + 1) - 6, kind))
    return parts, height
