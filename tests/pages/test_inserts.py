"""What the build puts into hand-written pages."""

from __future__ import annotations

import pytest

from generator.pages.inserts import insert
from generator.site.needs import Need

FLOW = """Before.

{{ flow: From A to B }}
1. **Read** → `Raw`: words and more (`content`).
2. **Write**: no result.

After.
"""


def test_a_flow_is_drawn_from_the_list_below_it() -> None:
    page, needs = insert(FLOW)
    picture, *_ = page.partition("1. **Read**")
    for words in ("<title", "From A to B", ">Read<", ">Raw · content<", ">Write<"):
        assert words in picture
    assert "{{" not in page
    assert page.endswith(FLOW.partition("}}\n")[2])
    assert needs == {Need.PICTURES}


def test_the_table_of_modules_has_the_words_of_its_page() -> None:
    page, needs = insert("{{ modules: 區 | 做什麼 | 匯入 | 模組 }}\n")
    assert "<th>區</th><th>做什麼</th><th>匯入</th>" in page
    assert "<summary>content: 模組 (" in page
    assert needs == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "{{ other: words }}\n",
        "In a line {{ flow: words }}\n",
        "    {{ modules: a | b | c | d }}\n",
        "{{ t.home }}\n",
    ],
)
def test_anything_else_stays_as_it_is_typed(text: str) -> None:
    assert insert(text) == (text, frozenset())


def test_a_table_without_its_words_is_refused() -> None:
    with pytest.raises(TypeError, match="imports"):
        insert("{{ modules: only | two }}\n")
