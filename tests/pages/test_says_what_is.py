"""Pages say of money only what the rules hold: schemes without an amount, limits of some alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build import build, check
from generator.diagnostics.codes import Code
from generator.diagnostics.errors import DataErrors
from generator.site.page import Page
from tests.conftest import SINGLE, edit, single_site

LIMIT = "{one_of: {fact: work, options: [series]}}"


def built(tree: str, folder: Path, *changes: tuple[str, str]) -> dict[str, Page]:
    """The pages of a site of one scheme, with changes of its calculator."""
    data = single_site(tree, folder)
    file = data / "schemes" / SINGLE[tree] / "calculator.yml"
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, "utf-8")
    return {page.address: page for page in build(data).pages}


def test_of_a_scheme_without_amount_no_heading_asks_how_much(tmp_path: Path) -> None:
    pages = built("points", tmp_path)
    scheme = f"schemes/{SINGLE['points']}/"
    for address in ("", scheme, f"{scheme}calculator/"):
        assert "補助多少？" not in pages[address].markdown
        assert "補助金額" not in pages[address].markdown
        english = pages[f"en/{address}"].markdown
        assert "How much is it?" not in english
        assert "From application to payment" not in english


def test_a_limit_of_some_alone_stands_with_its_figure(tmp_path: Path) -> None:
    pages = built("credit", tmp_path)
    home = pages["en/"].markdown
    assert "500,000" in home[home.index("How much is it?") :]
    overview = pages[f"en/schemes/{SINGLE['credit']}/"].markdown
    assert "Ceiling of the grant" not in overview


@pytest.mark.parametrize("negated", [False, True])
def test_a_limit_for_those_of_no_other_category_is_theirs(tmp_path: Path, negated: bool) -> None:
    condition = "{not: {one_of: {fact: work, options: [film]}}}" if negated else LIMIT
    pages = built("credit", tmp_path, (f"applies_when: {LIMIT}", f"applies_when: {condition}"))
    overview = pages[f"en/schemes/{SINGLE['credit']}/"].markdown
    glance = overview[overview.index('class="table-scroll glance"') :].partition("</table>")[0]
    assert glance.count("This limit does not apply") == 1
    assert glance.index("This limit does not apply") < glance.index("USD 500,000")


def test_a_scheme_of_another_place_has_its_own_mark(tmp_path: Path) -> None:
    data = single_site("points", tmp_path)
    file = data / "schemes" / SINGLE["points"] / "scheme.yml"
    site = build(data)
    pages = {page.address: page for page in site.pages}
    local = check(data)[0].site.owners.local.en
    for address in ("en/", f"en/schemes/{SINGLE['points']}/"):
        assert ">The east isles</span>" in pages[address].markdown
        assert f">{local}</span>" not in pages[address].markdown
    edit(file, "owner: local\n", "")
    with pytest.raises(DataErrors) as failed:
        check(data)
    assert [error.code for error in failed.value.errors] == [Code.MISSING_FIELD]


def test_a_review_whose_clause_has_no_heading_is_called_one(tmp_path: Path) -> None:
    data = single_site("points", tmp_path)
    folder = data / "schemes" / SINGLE["points"]
    checklist = folder / "checklist.yml"
    checklist.write_text(f"review: 4\n{checklist.read_text('utf-8')}", "utf-8")
    provision = folder / "provisions/4.yml"
    lines = provision.read_text("utf-8").splitlines(keepends=True)
    provision.write_text("".join(li for li in lines if not li.startswith("heading:")), "utf-8")
    pages = {page.address: page for page in build(data).pages}
    assert "<strong>Review</strong>" in pages[f"en/schemes/{SINGLE['points']}/"].markdown
