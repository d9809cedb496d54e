"""``xliff``: texts go to a translator and come back; nothing harmful or out of date comes in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.build import check
from generator.content.load import TRANSLATIONS
from generator.content.translations import State
from tests.authoring.typed import Type, record_all, typist
from tests.conftest import contents, edit

PERSON = "people/jane-doe.yml"
STOP = "visits/trip-2020/stops/hall.yml"


@pytest.fixture
def type_(small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """The small project; the role of a person is stale, a paragraph of a stop is new."""
    record_all(small)
    edit(small / PERSON, "zh: 局長", "zh: 副局長")
    edit(small / STOP, "sources:", "seen:\n  - zh: 見[杜珍](person:jane-doe) < & 看\n"
         "    en: Met [Jane](person:jane-doe) < & saw\nsources:")  # fmt: skip
    return typist(small.parent, monkeypatch, capsys)


def out(type_: Type, *arguments: str) -> Path:
    printed = type_("xliff", "out", *arguments, "texts.xlf")
    assert (printed.code, printed.err) == (0, "")
    return Path("texts.xlf")


def test_new_and_stale_texts_go_out_with_what_a_translator_needs(type_: Type) -> None:
    text = out(type_).read_text("utf-8")
    assert re.findall(r'original="(.*?)"', text) == [f"data/{PERSON}", f"data/{STOP}"]
    assert re.findall(r'<unit id="(\w+)\.[0-9a-f]{10}">', text) == ["role", "seen"]
    assert '<note category="field">職稱｜Role</note>' in text
    assert '<note category="record">杜珍｜Jane Doe</note>' in text
    assert "the Chinese has changed" in text
    assert '<source xml:space="preserve">見[杜珍](person:jane-doe) &lt; &amp; 看</source>' in text
    assert text.count('state="initial"') == 2


@pytest.mark.parametrize("options", [(), ("--all",), ("data/people",)])
def test_a_round_trip_changes_nothing(small: Path, type_: Type, options: tuple[str, ...]) -> None:
    before = contents(small)
    out(type_, *options)
    printed = type_("xliff", "in", "texts.xlf")
    assert (printed.code, printed.err) == (0, "")
    assert contents(small) == before


def test_all_texts_of_the_small_tree_go_out(small: Path, type_: Type) -> None:
    text = out(type_, "--all").read_text("utf-8")
    files = {item.raw.file for item in check(small)[0].translations}
    assert set(re.findall(r'original="(.*?)"', text)) == files
    assert 'state="final"' in text


def test_english_comes_in_and_is_recorded_where_it_is_finished(small: Path, type_: Type) -> None:
    file = out(type_)
    before = contents(small)
    text = file.read_text("utf-8").replace(">Director<", ">Deputy: the Director<")
    text = text.replace('state="initial"', 'state="translated"', 1)
    text = text.replace("Met [Jane]", "They met\n [Jane]")
    file.write_text(text, "utf-8")
    printed = type_("xliff", "in", "texts.xlf")
    assert (printed.code, printed.err) == (0, "")
    assert "changed: 2. Recorded as what the Chinese says now: 1." in printed.out
    assert "not recorded" in printed.out
    after = contents(small)
    assert {name for name in after if after[name] != before[name]} == {PERSON, STOP, TRANSLATIONS}
    lines = zip(before[PERSON].splitlines(), after[PERSON].splitlines(), strict=True)
    assert [new.decode() for old, new in lines if old != new] == [
        'role: {zh: 副局長, en: "Deputy: the Director"}'
    ]
    assert "en: They met [Jane](person:jane-doe) < & saw" in after[STOP].decode()
    states = {
        (i.raw.file, i.state) for i in check(small)[0].translations if i.state != State.CURRENT
    }
    assert states == {(f"data/{STOP}", State.NEW)}


def test_segments_that_a_program_has_split_are_one_text(small: Path, type_: Type) -> None:
    file = out(type_, f"data/{PERSON}")
    parts = (("副局", "Deputy"), ("長", "Director"))
    one, other = (
        f'<segment state="final"><source>{zh}</source><target>{en}</target></segment>'
        for zh, en in parts
    )
    split = f"{one}<ignorable><source> </source></ignorable>{other}"
    text = re.sub(r"<segment.*</segment>", split, file.read_text("utf-8"), flags=re.DOTALL)
    file.write_text(text, "utf-8")
    assert type_("xliff", "in", "texts.xlf").code == 0
    assert "en: Deputy Director}" in (small / PERSON).read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (">Director<", ">Boss<ph id='1'/><", "holds elements of the translation program"),
        (">副局長<", ">局長<", "the Chinese in the file was edited"),
        ("[Jane](person:jane-doe)", "Jane", "links of the source: person:jane-doe"),
        ("[Jane](person:jane-doe)", "[Jane](javascript:x)", "links of the source"),
        ('id="role.', 'id="rolle.', "its Chinese has changed since"),
        (f"data/{PERSON}", "data/../../etc/passwd", "the text is gone"),
    ],
)
def test_a_unit_that_cannot_be_right_is_refused_and_named(
    small: Path, type_: Type, old: str, new: str, words: str
) -> None:
    before = contents(small)
    file = out(type_)
    text = file.read_text("utf-8")
    head, found, tail = text.rpartition(old)
    assert found
    file.write_text(head + new + tail, "utf-8")
    printed = type_("xliff", "in", "texts.xlf")
    assert printed.code == 1
    assert "not taken: 1" in printed.out
    assert words in printed.out
    assert contents(small) == before


def test_chinese_that_has_changed_since_is_told(small: Path, type_: Type) -> None:
    file = out(type_)
    file.write_text(file.read_text("utf-8").replace(">Director<", ">Deputy<"), "utf-8")
    edit(small / PERSON, "zh: 副局長", "zh: 代理局長")
    before = contents(small)
    printed = type_("xliff", "in", "texts.xlf", lang="zh")
    assert printed.code == 1
    assert f"data/{PERSON} role." in printed.out
    assert "中文在這之後改過" in printed.out
    assert contents(small) == before


def test_english_that_the_check_refuses_is_not_written(small: Path, type_: Type) -> None:
    before = contents(small)
    file = out(type_)
    text = file.read_text("utf-8").replace(">Director<", ">&lt;script&gt;alert(1)&lt;/script&gt;<")
    file.write_text(text, "utf-8")
    printed = type_("xliff", "in", "texts.xlf")
    assert printed.code == 1
    assert "E201" in printed.err
    assert contents(small) == before


BOMB = "<!DOCTYPE x [<!ENTITY a 'ha'>{}]>".format(
    "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
)


@pytest.mark.parametrize(
    ("doctype", "entity"),
    [
        (BOMB, "&i;"),
        ("<!DOCTYPE x [<!ENTITY e SYSTEM 'secret.txt'>]>", "&e;"),
        ("<!DOCTYPE x [<!ENTITY % p SYSTEM 'secret.txt'> %p;]>", ""),
        ("<!DOCTYPE x SYSTEM 'secret.txt'>", ""),
    ],
    ids=["billion-laughs", "external-entity", "parameter-entity", "external-dtd"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_no_entity_is_resolved(
    small: Path, type_: Type, doctype: str, entity: str, encoding: str
) -> None:
    Path("secret.txt").write_text("the secret", "utf-8")
    before = contents(small)
    file = out(type_)
    text = file.read_text("utf-8").replace("<xliff", f"{doctype}<xliff", 1)
    text = text.replace("utf-8", encoding).replace("UTF-8", encoding)
    text = text.replace(">Director<", f">{entity}<")
    file.write_bytes(text.encode(encoding))
    printed = type_("xliff", "in", "texts.xlf")
    assert (printed.code, printed.out) == (2, "")
    assert "DOCTYPE" in printed.err
    assert "the secret" not in printed.err
    assert contents(small) == before


@pytest.mark.parametrize(
    "content",
    [
        b"", b"not xml", b"<a/>", b"<xliff", b"\xff\xfe\x00",
        b"<?xml version='1.0' encoding='x'?><a/>",
        b"<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'/>",
    ],
)  # fmt: skip
def test_what_is_no_xliff_is_one_message(type_: Type, content: bytes) -> None:
    Path("texts.xlf").write_bytes(content)
    printed = type_("xliff", "in", "texts.xlf")
    assert (printed.code, printed.out) == (2, "")
    assert printed.err.startswith("texts.xlf: not ")
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("in", "nothing.xlf"), "cannot be read"),
        (("in", "data", "texts.xlf"), "write  xliff out"),
        (("out", "data"), "write  xliff out"),
        (("out", "data/nobody", "texts.xlf"), "no text is here"),
    ],
)
def test_what_cannot_be_done(type_: Type, arguments: tuple[str, ...], words: str) -> None:
    printed = type_("xliff", *arguments)
    assert (printed.code, printed.out) == (2, "")
    assert words in printed.err


def test_a_file_that_is_there_is_not_overwritten(type_: Type) -> None:
    Path("texts.xlf").write_text("mine", "utf-8")
    printed = type_("xliff", "out", "texts.xlf")
    assert (printed.code, Path("texts.xlf").read_text("utf-8")) == (2, "mine")
