"""Readings: sounds that are alike, and words found by counting."""

from __future__ import annotations

import gzip
import json
import random
from typing import Any

from generator.models.search import Rewrites, Search, WordLists
from generator.search.fold import make_map
from generator.search.readings import BLOCKS, FREQUENT, OFTEN, readings, sounds

TEXT = (
    "臺中市參訪西雅圖，西雅圖的圖書館。我們在西雅圖看電影，也拍電影。電影局說：電影很好看。"
    "到西雅圖去，從西雅圖來；有人不看電影，有人愛電影。"
)
WORDS = Search(
    variants={}, wording=Rewrites(), lay=Rewrites(), stop=WordLists(), examples=WordLists()
)
# What comes together by chance.
OTHER = "，".join(random.Random(2).choices([chr(0x5000 + i) for i in range(400)], k=3000))


def _of(texts: list[str], titles: list[str]) -> dict[str, dict[str, Any]]:
    return readings(texts, titles, make_map([*texts, *titles], WORDS))


def test_sounds_that_many_mix_up_are_alike() -> None:
    assert sounds("展") == ("zan3",)
    assert set(sounds("影")) == set(sounds("引"))
    assert len(sounds("长")) > 1
    assert sounds("☃") == ()


def test_words_are_what_comes_together_and_what_is_a_title() -> None:
    found = _of([TEXT, OTHER], ["農民市集"])
    for sound in ("xi", "ya", "tu"):
        assert "西雅圖" in found[f"sounds/{sound}"]["firm"][3]
    electric = found["sounds/dian"]
    assert "電影" in electric["often"][2]
    assert "西雅" not in found["sounds/xi"].get("often", {}).get(2, "")
    market = found["sounds/min"]
    assert any("農民市集" in market.get(name, {}).get(4, "") for name in ("often", "firm"))


def test_the_most_frequent_words_of_a_length_are_apart() -> None:
    seldom = [chr(0x5000 + i) + chr(0x6000 + i) for i in range(2 * FREQUENT)]
    files = _of([TEXT, *["，".join(seldom)] * OFTEN], [])
    often = {word for data in files.values() for word in cut(data.get("often", {}).get(2, ""))}
    assert len(often) == FREQUENT
    assert "電影" in often
    rest = {word for data in files.values() for word in cut(data.get("words", {}).get(2, ""))}
    assert rest
    assert rest.isdisjoint(often)


def cut(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(0, len(text), 2)]


def test_characters_that_people_type_have_a_sound_though_the_site_lacks_them() -> None:
    files = _of([TEXT], [])
    assert {"影", "因"} <= set("".join(files["sounds/yin"]["sounds"].values()))
    assert "朋" in files["sounds/pen"]["sounds"]["pen2"]
    assert "朋" in files[f"characters/{ord('朋') % BLOCKS}"]["pen"]


def test_a_query_loads_little_of_a_large_site() -> None:
    chance = random.Random(1)
    characters = [chr(0x4E00 + i) for i in range(2000)]
    words = ["".join(chance.choices(characters, k=chance.choice([2, 3, 4]))) for _ in range(9000)]
    texts = ["，".join(chance.choices(words, k=300)) for _ in range(2000)]
    files = _of(texts, words)
    sizes = [len(gzip.compress(json.dumps(data).encode())) for data in files.values()]
    assert max(sizes) < 4000
