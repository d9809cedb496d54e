"""What the form shows of records and does to them."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from generator.authoring.yaml_edit import same
from generator.content.load import load
from generator.editing.shapes import Shape
from generator.kinds import KINDS

from ..conftest import DATA, ROOT
from .client import Client, put

JANE = "person:jane-doe"


@pytest.fixture
def client(small: Path) -> Client:
    return Client(small)


def lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


# --- what there is -----------------------------------------------------------------------------


def test_every_record_of_every_kind_is_listed_with_both_names(client: Client) -> None:
    reply = client.get("records")
    assert {record["kind"] for record in reply["records"]} == set(KINDS)
    jane = next(record for record in reply["records"] if record["key"] == JANE)
    assert jane["names"] == {"zh": "杜珍", "en": "Jane Doe"}
    assert jane["file"] == "data/people/jane-doe.yml"
    assert reply["errors"] == []
    kinds = {kind["kind"]: kind for kind in reply["kinds"]}
    assert kinds["person"]["names"] == {"zh": "人物", "en": "person"}
    assert kinds["stop"]["nested"]
    assert kinds["policy"]["startable"]


def test_the_list_tells_what_is_wrong_and_what_is_a_draft(client: Client, small: Path) -> None:
    (small / "people/jane-doe.yml").write_text("name: {zh: 甲, en: A}\n")
    (small / "glossary/grant.yml").write_text("name: [\n")
    reply = client.get("records")
    states = {record["key"]: record["state"] for record in reply["records"]}
    assert states[JANE] == states["term:grant"] == "error"
    assert states["place:town"] != "error"
    assert JANE in {error["key"] for error in reply["errors"]}
    assert client.request("GET", "/edit/api/record", query="key=term:grant").status == 404


def test_a_record_without_its_english_is_a_draft_and_no_mistake(client: Client) -> None:
    reply = client.check("term:grant", {"op": "remove", "path": ["definition", "en"]})
    assert [m for m in reply["messages"] if not m["warning"]] == []
    client.save("term:grant", {"op": "remove", "path": ["definition", "en"]})
    listed = {record["key"]: record for record in client.get("records")["records"]}
    assert listed["term:grant"]["state"] == "draft"
    assert listed[JANE]["state"] != "error"
    messages = client.get("record", key="term:grant")["messages"]
    assert [message["path"][:1] for message in messages] == [["definition"]]
    assert messages[0]["warning"]


def test_a_record_comes_with_all_that_its_form_needs(client: Client) -> None:
    record = client.get("record", key="policy:halls")
    assert record["data"]["title"] == {"zh": "會堂政策", "en": "Halls"}
    assert record["data"]["clauses"][0]["clause"] == "grant/1"
    assert {"id": "jane-doe", "zh": "杜珍", "en": "Jane Doe"} in record["choices"]["person"]
    assert record["schema"]["properties"]["people"]["items"]["ref"] == "person"
    fields = record["schema"]["properties"]
    assert all("｜" in field["title"] for field in fields.values())
    assert list(fields).index("title") < list(fields).index("sources")
    assert record["pages"] == {"zh": "/policies/halls/", "en": "/en/policies/halls/"}
    assert record["messages"] == []
    assert not record["undo"]


def test_clauses_are_picked_from_the_same_scheme(client: Client) -> None:
    record = client.get("record", key="calculator:grant")
    ids = [choice["id"] for choice in record["choices"]["provision/local"]]
    assert ids == ["1", "2", "2.1", "2.2", "3"]
    requirement = record["schema"]["$defs"]["Requirement"]["properties"]
    assert requirement["clause"]["ref"] == "provision/local"


def test_what_a_form_shows_reads_back_as_it_was() -> None:
    for record in load(DATA).records:
        shape = Shape.of(record.key.kind)
        shown = json.loads(json.dumps(shape.shown(record.data)))
        assert same(shape.typed(shown), record.data), record.file


def test_rules_are_shown_as_yaml(client: Client) -> None:
    requirements = client.get("record", key="calculator:grant")["data"]["requirements"]
    assert requirements[0]["met_when"] == "at_least: [minutes, 10]"
    assert requirements[1]["met_when"] == "registered"
    schema = client.get("record", key="calculator:grant")["schema"]
    assert schema["$defs"]["Condition"] == {
        "type": "string", "format": "yaml", "rule": "condition",
    }  # fmt: skip


# --- saving ------------------------------------------------------------------------------------


def test_a_save_changes_the_line_that_was_edited(client: Client, small: Path) -> None:
    path = small / "people/jane-doe.yml"
    before = lines(path)
    reply = client.save(JANE, put(["role", "zh"], "處長"))
    assert reply["data"]["role"] == {"zh": "處長", "en": "Director"}
    after = lines(path)
    changed = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    assert changed == [("role: {zh: 局長, en: Director}", "role: {zh: 處長, en: Director}")]


def test_a_whole_record_that_is_saved_changes_what_differs(client: Client, small: Path) -> None:
    for key in ("calculator:grant", "policy:halls", "visit:trip-2020", "interface:", "site:"):
        record = client.get("record", key=key)
        path = small.parent / record["file"]
        before = path.read_bytes()
        client.save(key, put([], record["data"]))
        assert path.read_bytes() == before, key
    record = client.get("record", key="calculator:grant")
    record["data"]["requirements"][0]["met_when"] = "at_least: [minutes, 12]"
    before_lines = lines(small / "schemes/grant/calculator.yml")
    client.save("calculator:grant", put([], record["data"]))
    after = lines(small / "schemes/grant/calculator.yml")
    assert [b for a, b in zip(before_lines, after, strict=True) if a != b] == [
        "    met_when: {at_least: [minutes, 12]}"
    ]


def test_windows_line_ends_and_the_byte_order_mark_stay(client: Client, small: Path) -> None:
    path = small / "people/jane-doe.yml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    client.save(JANE, put(["role", "en"], "Head"), put(["aliases"], [{"zh": "珍", "en": "J"}]))
    after = path.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in after
    assert after.replace(b"\r\n", b"").count(b"\n") == 0
    client.post("undo", key=JANE)
    assert path.read_bytes() == before


def test_a_new_field_stands_where_the_model_has_it(client: Client, small: Path) -> None:
    client.save(JANE, put(["description"], {"zh": "說明", "en": "About"}))
    names = [line.split(":")[0] for line in lines(small / "people/jane-doe.yml")]
    assert names.index("description") == names.index("organisation") + 1
    assert names.index("description") < names.index("sources")


def test_a_locator_stays_without_quotes(client: Client, small: Path) -> None:
    source = {"document": "rules", "clause": "2.10"}
    client.save(JANE, {"op": "insert", "path": ["sources"], "index": 1, "value": source})
    assert "    clause: 2.10" in lines(small / "people/jane-doe.yml")


def test_a_file_that_has_changed_meanwhile_is_not_overwritten(client: Client, small: Path) -> None:
    path = small / "people/jane-doe.yml"
    opened = client.get("record", key=JANE)["version"]
    path.write_text(path.read_text("utf-8") + "# a colleague was here\n", "utf-8")
    before = path.read_bytes()
    change = put(["role", "zh"], "處長")
    reply = client.send("save", key=JANE, version=opened, changes=[change])
    assert reply.status == 409
    assert "改過" in reply.json["error"]["zh"]
    assert path.read_bytes() == before
    client.save(JANE, change)  # opened again
    assert "# a colleague was here" in path.read_text("utf-8")


def test_saves_are_undone_one_after_the_other(client: Client, small: Path) -> None:
    path = small / "people/jane-doe.yml"
    first = path.read_bytes()
    client.save(JANE, put(["role", "zh"], "處長"))
    second = path.read_bytes()
    assert client.save(JANE, put(["role", "zh"], "科長"))["undo"]
    client.post("undo", key=JANE)
    assert path.read_bytes() == second
    assert not client.post("undo", key=JANE)["undo"]
    assert path.read_bytes() == first
    assert client.send("undo", key=JANE).status == 409


def test_an_undo_does_not_take_back_what_somebody_else_has_written(
    client: Client, small: Path
) -> None:
    path = small / "people/jane-doe.yml"
    client.save(JANE, put(["role", "zh"], "處長"))
    path.write_text(path.read_text("utf-8") + "# a colleague was here\n", "utf-8")
    assert client.send("undo", key=JANE).status == 409
    assert "# a colleague was here" in path.read_text("utf-8")


_SAVER = """
import sys
from pathlib import Path
from tests.editing.client import Client, put
client, key = Client(Path(sys.argv[1])), "person:jane-doe"
version = client.get("record", key=key)["version"]
print("ready", flush=True)
while True:
    for word in ("甲" * 3000, "乙" * 2000):
        change = put(["role", "zh"], word)
        version = client.post("save", key=key, version=version, changes=[change])["version"]
"""


def test_a_program_that_is_killed_while_saving_loses_nothing(small: Path) -> None:
    path = small / "people/jane-doe.yml"
    old = path.read_text("utf-8")
    whole = {old, *(old.replace("局長", word) for word in ("甲" * 3000, "乙" * 2000))}
    chance = random.Random(3)
    seen = set()
    for _ in range(6):
        saver = subprocess.Popen(
            [sys.executable, "-c", _SAVER, str(small)], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert saver.stdout is not None
        saver.stdout.readline()
        time.sleep(chance.uniform(0, 0.3))
        saver.send_signal(signal.SIGKILL)
        saver.wait()
        saver.stdout.close()
        assert path.read_text("utf-8") in whole
        seen.add(path.read_text("utf-8"))
        assert load(small).errors == []  # what may be left unfinished is no record
    assert seen - {old}, "nothing was ever saved"
    Client(small)  # the next start tidies up
    assert not [left for left in small.rglob(".*") if left.is_file()]


# --- what the check says -----------------------------------------------------------------------


def paths(reply: Any) -> dict[str, list[list[str | int]]]:
    found: dict[str, list[list[str | int]]] = {}
    for message in reply["messages"]:
        found.setdefault(message["code"], []).append(message["path"])
    return found


def test_messages_stand_at_their_fields_before_anything_is_saved(
    client: Client, small: Path
) -> None:
    before = (small / "people/jane-doe.yml").read_bytes()
    assert client.check(JANE)["messages"] == []
    reply = client.check(
        JANE,
        put(["name", "zh"], "<b>杜珍"),
        {"op": "remove", "path": ["role", "zh"]},
        put(["colour"], "red"),
        put(["sources", 0, "clause"], "3.0.1"),
    )
    assert paths(reply) == {
        "E201": [["name", "zh"]],
        "E102": [["role", "zh"]],
        "E103": [["colour"]],
        "E118": [["sources", 0, "clause"]],
    }
    for message in reply["messages"]:
        assert set(message["problem"]) == set(message["mend"]) == {"zh", "en"}
        assert message["problem"]["zh"] != message["problem"]["en"]
    assert (small / "people/jane-doe.yml").read_bytes() == before


def test_a_missing_field_is_told_where_it_is_missing(client: Client) -> None:
    reply = client.check(JANE, {"op": "remove", "path": ["sources", 0, "document"]},
                         put(["sources", 0, "clause"], "1"))  # fmt: skip
    assert paths(reply) == {"E101": [["sources", 0, "document"]]}
    assert paths(client.check(JANE, {"op": "remove", "path": ["name"]})) == {"E101": [["name"]]}
    gone = client.check("policy:halls", {"op": "remove", "path": ["clauses", 1, "why"]})
    assert paths(gone) == {"E101": [["clauses", 1, "why"]]}


def test_links_and_rules_are_checked_before_saving(client: Client) -> None:
    reply = client.check("policy:halls", put(["people", 0], "john-doe"))
    assert paths(reply)["E302"] == [["people", 0]]
    reply = client.check("calculator:grant", put(["requirements", 0, "met_when"], "minuets"))
    assert [m["path"] for m in reply["messages"]] == [["requirements", 0, "met_when"]]
    for text in ("at_least: [minutes", "a: 1\n b: 2", "- x\n  - : y: z", "&a b", "x\ny: 1"):
        reply = client.check("calculator:grant", put(["requirements", 0, "met_when"], text))
        assert reply["messages"][0]["path"][:3] == ["requirements", 0, "met_when"], text


def test_what_a_change_breaks_elsewhere_is_told(client: Client) -> None:
    reply = client.check("policy:halls", {"op": "remove", "path": ["commentary"]})
    assert reply["messages"] == []
    assert [(m["key"], m["code"]) for m in reply["elsewhere"]] == [("commentary:on-halls", "E304")]


def test_a_rule_is_told_in_words(client: Client) -> None:
    path = ["requirements", 0, "met_when"]
    text = (
        "all: [{at_least: [minutes, 10]}, {not: registered}, "
        "{one_of: {fact: category, options: [long]}}]"
    )
    reply = client.post("meaning", key="calculator:grant", path=path, text=text)
    assert reply["meaning"] == {
        "zh": "「幾分鐘」 ≥ 10，而且「登記了嗎？」：否，而且「哪一組？」：長片",
        "en": "“How many minutes” ≥ 10 and “Registered?”: No and “Which category?”: Long",
    }
    text = "enough: {least: 3, of: [{when: registered, points: 2}, {when: {not: registered}}]}"
    reply = client.post("meaning", key="calculator:grant", path=path, text=text)
    assert reply["meaning"] == {
        "zh": "下列條件合計至少 3 分（滿分 3 分）：「登記了嗎？」：是（2 分）；"
        "「登記了嗎？」：否（1 分）",
        "en": "at least 3 of 3 points of: “Registered?”: Yes (2); “Registered?”: No (1)",
    }
    value = ["amount", "limits", 0, "value"]
    reply = client.post("meaning", key="calculator:grant", path=value, text="5000")
    assert reply["meaning"]["en"] == "5,000"
    reply = client.post("meaning", key="calculator:grant", path=path, text="at_least: [minutes")
    assert reply["meaning"] is None
    assert reply["messages"]
    assert client.post("meaning", key="calculator:grant", path=path, text="5")["meaning"] is None
    assert client.send("meaning", key=JANE, path=["name"], text="x").status == 400


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("value", "by: {fact: category, cases: {long: 5, other: 6}}", "Long: 5; other: 6"),
        ("value", "by: {fact: registered, cases: {true: 5, false: 6}}", "Yes: 5; No: 6"),
        ("value", "by: {fact: unheard, cases: {a: 5, b: 6}}", "by unheard: a: 5; b: 6"),
        ("condition", "one_of: {fact: unheard, options: [a, b]}", "unheard: a, b"),
        ("condition", "one_of: {fact: category, options: [other]}", "“Which category?”: other"),
        ("condition", "more_than: [unheard, 5]", "unheard > 5"),
        ("condition", "not: unheard", "unheard: No"),
    ],
)
def test_what_has_no_words_yet_goes_by_its_id(
    client: Client, rule: str, text: str, words: str
) -> None:
    paths = {
        "value": ["amount", "limits", 0, "value"],
        "condition": ["requirements", 0, "met_when"],
    }
    reply = client.post("meaning", key="calculator:grant", path=paths[rule], text=text)
    assert words in reply["meaning"]["en"]


def test_a_rule_is_told_in_words_though_words_of_the_interface_are_missing(
    client: Client, small: Path
) -> None:
    path = small / "interface.yml"
    text = path.read_text("utf-8")
    path.write_text("".join(x for x in text.splitlines(True) if not x.startswith("yes:")), "utf-8")
    where = ["requirements", 0, "met_when"]
    reply = client.post("meaning", key="calculator:grant", path=where, text="registered")
    assert reply["meaning"]["en"] == "“Registered?”: yes"


# --- new records and translations --------------------------------------------------------------


def test_a_new_record_can_be_opened_at_once(client: Client, small: Path) -> None:
    reply = client.post("new", kind="policy", id="libraries")
    assert reply == {"created": ["policy:libraries"], "messages": []}
    messages = client.get("record", key="policy:libraries")["messages"]
    assert "W803" in {message["code"] for message in messages}  # it is a draft
    assert all(message["warning"] for message in messages)
    again = client.post("new", kind="policy", id="libraries")
    assert again["created"] == []
    assert again["messages"][0]["path"] == ["id"]
    (small / "people/jane-doe.yml").write_text("name: 1\n")
    assert client.send("new", kind="policy", id="museums").status == 409


def test_english_whose_chinese_has_changed_is_told_and_confirmed(client: Client) -> None:
    assert client.post("translated", key=JANE)["english"] == []
    reply = client.save(JANE, put(["role", "zh"], "處長"))
    assert reply["english"] == [{"path": ["role"], "state": "stale"}]
    listed = {record["key"]: record for record in client.get("records")["records"]}
    assert listed[JANE]["state"] == "stale"
    assert listed[JANE]["english"] == {"stale": 1, "new": 0}
    assert client.post("translated", key=JANE, paths=[["name"]])["english"] != []
    assert client.post("translated", key=JANE, paths=[["role"]])["english"] == []
    listed = {record["key"]: record for record in client.get("records")["records"]}
    assert listed[JANE]["state"] == "ok"
