"""A limit unrolled: a row for each option that it goes by, or one for everybody."""

from __future__ import annotations

from generator.content.catalogue import Catalogue
from generator.rules.ceilings import ceilings


def test_a_limit_by_option_has_a_row_for_each(catalogue: Catalogue) -> None:
    (scheme,) = catalogue.schemes()
    calculator = scheme.calculator
    rows = [row for limit in calculator.limits for row in ceilings(limit, calculator.questions)]
    by_option = {row.option.id: (row.value, row.clause) for row in rows if row.option is not None}
    assert by_option == {
        "pilot": (8_000_000, "4.1"),
        "short": (5_000_000, "4.2"),
        "trailer": (5_000_000, "4.3"),
    }
    for row in rows:
        assert (row.question is None) == (row.option is None)
        if row.option is None:
            assert (row.value, row.clause) == (row.limit.value, row.limit.clause)
    assert {row.limit.id for row in rows} == {limit.id for limit in calculator.limits}
