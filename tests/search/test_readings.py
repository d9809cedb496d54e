"""Readings: sounds that are alike, and words found by counting."""

from __future__ import annotations

import gzip
import json
import random

from generator.search.fold import make_map
from generator.search.readings import MOST, readings, sounds

TEXT = (
    "臺中市參訪西雅圖，西雅圖的圖書館。我們在西雅圖看電影，也拍電影。電影局說：電影很好看。"
    "到西雅圖去，從西雅圖來；有人不看電影，有人愛電影。"
)
# What comes together by chance.
OTHER = "，".join(random.Random(2).choices([chr(0x5000 + i) for i in range(400)], k=3000))


def _of(texts: list[str], titles: list[str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(
        json.dumps(readings(texts, titles, make_map([*texts, *titles], WORDS)))
    )
    return found


def test_sounds_that_many_mix_up_are_alike() -> None:
    assert sounds("展") == ("zan3",)
    assert set(sounds("影")) == set(sounds("引"))
    assert len(sounds("长")) > 1
    assert sounds("☃") == ()


def test_words_are_what_comes_together_and_what_is_a_title() -> None:
    found = _of([TEXT, OTHER], ["農民市集"])
    assert "西雅圖" in found["firm"]["3"]
    assert "電影" in found["words"]["2"]
    assert "西雅" not in found["words"].get("2", "")
    assert "農民市集" in found["words"].get("4", "") + found["firm"].get("4", "")


def test_characters_that_people_type_have_a_sound_though_the_site_lacks_them() -> None:
    found = _of([TEXT], [])["sounds"]
    assert {"影", "因"} <= {*found["yin3"], *found["yin1"]}
    assert "朋" in found["pen2"]


def test_the_file_of_a_large_site_stays_small() -> None:
    chance = random.Random(1)
    characters = [chr(0x4E00 + i) for i in range(2000)]
    words = ["".join(chance.choices(characters, k=chance.choice([2, 3, 4]))) for _ in range(9000)]
    texts = ["，".join(chance.choices(words, k=300)) for _ in range(2000)]
    found = _of(texts, words)
    for group in (found["words"], found["firm"]):
        for length, text in group.items():
            assert len(text) <= int(length) * MOST[int(length)]
    assert len(gzip.compress(json.dumps(found, ensure_ascii=False).encode())) < 60_000
