"""What nobody sees in a text: the form says at the field what the check says of such a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from .client import Client, put

HALLS = "policy:halls"
UNSEEN = {"\u200b": "E020", "\u202e": "E020", "\ufeff": "E020", "\x07": "E012", "\ud83d": "E148"}
PLACES = (
    (["title", "zh"], ["title", "zh"], "會{}堂"),
    (["title"], ["title", "en"], {"zh": "會堂", "en": "Ha{}lls"}),
    (["people", 0], ["people", 0], "jane-doe{}"),
    (["people"], ["people", 1], ["jane-doe", "jane{}-doe"]),
)


@pytest.fixture
def client(small: Path) -> Client:
    return Client(small)


def _with(sign: str, value: object) -> object:
    if isinstance(value, dict):
        return {name: _with(sign, item) for name, item in value.items()}
    if isinstance(value, list):
        return [_with(sign, item) for item in value]
    return value.replace("{}", sign) if isinstance(value, str) else value


@pytest.mark.parametrize("sign", UNSEEN, ids=ascii)
@pytest.mark.parametrize(("path", "at", "value"), PLACES)
def test_a_text_with_what_nobody_sees_is_told_at_its_field_and_not_saved(
    client: Client,
    small: Path,
    sign: str,
    path: list[str | int],
    at: list[str | int],
    value: object,
) -> None:
    file = small / "policies/halls.yml"
    before = file.read_bytes()
    change = put(path, _with(sign, value))
    (message,) = client.check(HALLS, change)["messages"]
    assert (message["code"], message["path"], message["warning"]) == (UNSEEN[sign], at, False)
    assert all(f"U+{ord(sign):04X}" in message["problem"][lang] for lang in ("zh", "en"))
    version = client.get("record", key=HALLS)["version"]
    reply = client.send("save", key=HALLS, version=version, changes=[change])
    assert reply.status == 409
    assert reply.json["error"]["en"].startswith("Not saved: this field (")
    assert file.read_bytes() == before


@pytest.mark.parametrize("sign", UNSEEN, ids=ascii)
def test_so_it_is_in_a_rule(client: Client, sign: str) -> None:
    path: list[str | int] = ["requirements", 0, "met_when"]
    text = f"at_least: [min{sign}utes, 10]"
    (message,) = client.check("calculator:grant", put(path, text))["messages"]
    assert (message["code"], message["path"]) == (UNSEEN[sign], path)
    reply = client.post("meaning", key="calculator:grant", path=path, text=text)
    assert [message["code"] for message in reply["messages"]] == [UNSEEN[sign]]


@pytest.mark.parametrize("sign", ["\u00a0", "\u3000", "\u2003", "\t"], ids=ascii)
def test_a_blank_of_another_kind_is_told_in_an_id_and_kept_in_a_text(
    client: Client, sign: str
) -> None:
    (message,) = client.check(HALLS, put(["people", 0], f"jane-doe{sign}"))["messages"]
    assert (message["code"], message["path"]) == ("E141", ["people", 0])
    assert client.check(HALLS, put(["title", "en"], f"The{sign}halls"))["messages"] == []


def test_emoji_and_forms_of_characters_are_no_such_thing(client: Client) -> None:
    text = "葛\U000e0100 👩\u200d💻 1\ufe0f\u20e3 ☂\ufe0f"
    client.save(HALLS, put(["title", "zh"], text))
    assert client.get("record", key=HALLS)["data"]["title"]["zh"] == text


@pytest.mark.parametrize("sign", UNSEEN, ids=ascii)
def test_a_new_record_is_not_called_so(client: Client, small: Path, sign: str) -> None:
    reply = client.post("new", kind="policy", id=f"mus{sign}eums")
    assert (reply["created"], [m["code"] for m in reply["messages"]]) == ([], ["E116"])
    assert [path.name for path in (small / "policies").iterdir()] == ["halls.yml"]
