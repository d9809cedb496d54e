"""A quantity as a table's cell writes it: the number, and in what it is counted.

``1,240 萬（含數位 640 萬）`` is 12,400,000; ``369.2 square kilometres`` is 369.2 of those.
"""

from __future__ import annotations

import re
from decimal import Decimal

SCALES = {
    "": Decimal(1),
    "thousand": Decimal(10) ** 3,
    "million": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9,
    "萬": Decimal(10) ** 4,
    "億": Decimal(10) ** 8,
}
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_PART = rf"({_NUMBER}) ?(thousand\b|million\b|billion\b|[萬億])?"
_QUANTITY = re.compile(rf"([^\d（(]*?) ?((?:{_PART} ?)+)([^\d（(]*)(?:[（(].*[）)])?")


def quantity(cell: str) -> tuple[Decimal, str] | None:
    """The number and its unit (what stands before and after it), or nothing."""
    if (match := _QUANTITY.fullmatch(cell.strip())) is None:
        return None
    parts = re.findall(_PART, match[2])
    if any(scale == "" for _, scale in parts[:-1]):
        return None
    total = sum(
        (Decimal(number.replace(",", "")) * SCALES[scale] for number, scale in parts), Decimal(0)
    )
    return total, f"{match[1].strip()} {match[5].strip()}".strip()
