"""A river: what runs from the day on which it was proposed towards today, and how it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

from ..models.follow_up import Outcome
from .svg import LINE, element, picture, width, words, wrap

WIDTH = 360.0
LEFT, RIGHT = 8.0, WIDTH - 8.0
TOP = 30.0
MARK = 5.0
TICK = 7.0
FIRST = 16.0
"""The line on which the days stand, with room above for the tallest letters of any font."""
BOLD = 1.15
"""How much wider bold words are than usual ones, at most."""


@dataclass(frozen=True, slots=True)
class Course:
    """A line of the river. It runs on to today, does so under another name, ends in an open
    circle, or is not known."""

    name: str
    begins: date
    outcome: Outcome
    at: date
    """As of when that is known."""
    word: str
    """For what became of it."""


def river(
    id_: str,
    title: str,
    description: str,
    courses: Sequence[Course],
    ticks: Sequence[tuple[date, str]],
) -> str:
    """The picture; the last of ``ticks`` is today, the first the earliest beginning."""
    first, last = ticks[0][0], ticks[-1][0]
    days = max((last - first).days, 1)

    def at(day: date) -> float:
        """How far to the right a day stands."""
        return LEFT + (RIGHT - LEFT) * (min(day, last) - first).days / days

    days_shown = [at(day) for day, _ in ticks]
    axis = [words(name, *_beside(name, at(day), FIRST)) for day, name in ticks]
    axis.append(_ticks(days_shown, TOP - 2))
    drawn: list[ET.Element] = []
    y = TOP
    for course in courses:
        parts, y = _course(course, y, at(course.begins), at(course.at), days_shown)
        drawn += parts
    return picture(id_, "river", (WIDTH, y + 2), title, description, *axis, *drawn)


def _beside(text: str, x: float, y: float) -> tuple[float, float, str]:
    """Where words stand that belong to a point: in the middle over it, within the picture."""
    half = width(text) / 2
    return max(0.0, min(x - half, WIDTH - 2 * half)), y, "when"


def _ticks(days: Sequence[float], y: float) -> ET.Element:
    """Short, so that none runs through words: a year stands beside each line anew."""
    path = "".join(f"M{x:.1f} {y - TICK:.1f}V{y + TICK:.1f}" for x in days)
    return element("path", d=path, class_="tick")


def _course(
    course: Course, y: float, begins: float, at: float, days: Sequence[float]
) -> tuple[list[ET.Element], float]:
    drawn: list[ET.Element] = []
    for line in wrap(course.name, WIDTH / BOLD, 3):
        y += LINE
        drawn.append(words(line, 0, y, "label"))
    y += 12
    drawn.append(_ticks(days, y))
    outcome = course.outcome
    end = at - MARK if outcome == "not-mentioned" else at if outcome == "renamed" else RIGHT
    kind = "course course--open" if outcome == "unknown" else "course"
    drawn.append(element("path", d=f"M{begins:.1f} {y:.1f}H{end:.1f}", class_=kind))
    drawn.append(element("circle", cx=begins, cy=y, r=MARK - 1, class_="source"))
    if outcome == "renamed":
        path = f"M{at:.1f} {y - MARK:.1f}V{y + MARK:.1f}M{at:.1f} {y:.1f}H{RIGHT:.1f}"
        drawn.append(element("path", d=path, class_="course course--renamed"))
    if outcome in ("taken-up", "renamed"):
        path = f"M{RIGHT - 7:.1f} {y - 5:.1f}L{RIGHT:.1f} {y:.1f}L{RIGHT - 7:.1f} {y + 5:.1f}Z"
        drawn.append(element("path", d=path, class_="head"))
    if outcome == "not-mentioned":
        drawn.append(element("circle", cx=at, cy=y, r=MARK, class_="end"))
    y += LINE + 2
    drawn.append(words(course.word, WIDTH, y, "outcome", text_anchor="end"))
    return drawn, y + 10
