"""Published data: valid by the schemas beside it, complete, and the same each time."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator import kinds
from generator.api.export import export
from generator.content.catalogue import Catalogue
from generator.content.link import link
from generator.content.load import load
from generator.content.validate import validate
from generator.kinds import key_of
from generator.rules.compile import compile_calculator
from generator.rules.engine import evaluate
from tests.conftest import Results

SCHEMAS = {
    "api/index.json": "api/index.schema.json",
    "api/schemes/virtual-production.json": "api/schemes/scheme.schema.json",
    "api/visits/tianjin-2014.json": "api/visits/visit.schema.json",
    "api/visits/usa-2024.json": "api/visits/visit.schema.json",
}


def _json(files: dict[str, str], name: str) -> Any:
    return json.loads(files[name])


def _schema_of(name: str) -> str:
    return "api/policies/policy.schema.json" if "/policies/" in name else SCHEMAS[name]


def _data_files(files: dict[str, str]) -> list[str]:
    return [n for n in files if not n.endswith((".schema.json", ".zh-Hant.json", ".en.json"))]


def _walk(value: Any) -> list[Any]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [value, *(element for item in inner for element in _walk(item))]


def test_the_files_that_are_published(files: dict[str, str], catalogue: Catalogue) -> None:
    policies = {f"api/policies/{policy.key.id}.json" for policy in catalogue.all(kinds.POLICY)}
    calculators = {
        f"api/schemes/virtual-production/{name}.{lang}.json"
        for name in ("calculator", "more")
        for lang in ("zh-Hant", "en")
    }
    schemas = {*SCHEMAS.values(), "api/policies/policy.schema.json"}
    assert set(files) == {*SCHEMAS, *schemas, *policies, *calculators}


def test_each_file_is_valid_by_the_schema_beside_it(files: dict[str, str]) -> None:
    names = _data_files(files)
    assert len(names) > 20
    for name in names:
        schema = _json(files, _schema_of(name))
        Draft202012Validator.check_schema(schema)
        errors = list(Draft202012Validator(schema).iter_errors(_json(files, name)))
        assert errors == [], (name, errors[:1])


def test_the_schemas_refuse_something(files: dict[str, str]) -> None:
    for name in _data_files(files):
        validator = Draft202012Validator(_json(files, _schema_of(name)))
        data = _json(files, name)
        assert not validator.is_valid({**data, "surprise": 1})
        first = next(iter(data))
        assert not validator.is_valid({key: data[key] for key in data if key != first})
        assert not validator.is_valid({**data, "title": "one language"})


def test_the_index_names_every_file(files: dict[str, str]) -> None:
    index = _json(files, "api/index.json")
    entries = [entry for kind in ("schemes", "visits", "policies") for entry in index[kind]]
    assert {entry["data"] for entry in entries} == set(_data_files(files)) - {"api/index.json"}
    for entry in entries:
        assert _json(files, entry["data"])["id"] == entry["id"]
        assert _json(files, entry["data"])["title"] == entry["title"]


def test_the_scheme(files: dict[str, str]) -> None:
    scheme = _json(files, "api/schemes/virtual-production.json")
    assert {"id", "title", "provisions", "calculator", "examples"} <= set(scheme)
    assert scheme["id"] == scheme["calculator"]["scheme"] == "virtual-production"
    locators = [provision["locator"] for provision in scheme["provisions"]]
    assert locators
    assert len(locators) == len(set(locators))
    for provision in scheme["provisions"]:
        assert provision["text"]["zh"]
        assert provision["text"]["en"]
        assert provision["url"]["zh"].endswith(f"#{provision['locator']}")
        assert provision["url"]["en"] == "en/" + provision["url"]["zh"]


def test_a_provision_is_published_with_all_its_paragraphs(
    files: dict[str, str], catalogue: Catalogue
) -> None:
    scheme = _json(files, "api/schemes/virtual-production.json")
    texts = {item["locator"]: item["text"] for item in scheme["provisions"]}
    assert any(entry.model.details for entry in catalogue.all(kinds.PROVISION))
    for entry in catalogue.all(kinds.PROVISION):
        for paragraph in (entry.model.text, *entry.model.details):
            assert paragraph.zh in texts[entry.key.name]["zh"]
            assert paragraph.en in texts[entry.key.name]["en"]


def test_the_published_examples_come_out_as_published(files: dict[str, str]) -> None:
    scheme = _json(files, "api/schemes/virtual-production.json")
    assert len(scheme["examples"]) > 40
    for example in scheme["examples"]:
        assert evaluate(scheme["calculator"], example["facts"]) == example["result"]
        if "verdict" in example["expect"]:
            assert example["result"]["verdict"] == example["expect"]["verdict"]


def test_the_facts_of_the_contract(files: dict[str, str]) -> None:
    questions = _json(files, "api/schemes/virtual-production.json")["calculator"]["questions"]
    types = {question["id"]: question["type"] for question in questions}
    assert types == {
        "applicant_type": "choice", "category": "choice", "trailer_kind": "choice",
        "applicant_government_tie": "choice", "government_involvement": "choice",
        "plan_history": "choice",
        "themes": "choices", "vp_ratio_percent": "number", "runtime_minutes": "number",
        "frame_rate_fps": "number", "audio_sample_rate_khz": "number",
        "delivered_vp_ratio_percent": "number", "technical_heads_total": "integer",
        "technical_heads_roc": "integer", "frame_width_px": "integer",
        "frame_height_px": "integer", "audio_bit_depth": "integer",
        "production_cost_twd": "integer", "requested_amount_twd": "integer",
        "approved_amount_twd": "integer", "approval_date": "date", "force_majeure_date": "date",
        **dict.fromkeys(
            ["applicant_registered_in_roc", "realistic_tone", "has_script",
             "has_series_outline", "has_feature_screenplay", "producer_has_roc_id",
             "director_has_roc_id", "origin_is_roc", "is_cinema_short",
             "qualifies_as_national_film", "shot_on_hd_digital_camera", "has_moc_production_grant",
             "will_hold_sharing_event", "consents_to_personal_data_use", "in_reapplication_ban",
             "owes_subsidy_repayment"], "boolean",
        ),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("visit", "start", "end", "members", "stops"),
    [
        ("tianjin-2014", "2014-12-18", "2014-12-21", 7, 7),
        ("usa-2024", "2024-07-22", "2024-07-31", 11, 16),
    ],
)
def test_a_visit(
    files: dict[str, str],
    catalogue: Catalogue,
    visit: str,
    start: str,
    end: str,
    members: int,
    stops: int,
) -> None:
    data = _json(files, f"api/visits/{visit}.json")
    assert {"dates", "members", "itinerary", "stops", "findings", "recommendations"} <= set(data)
    model = catalogue.get(kinds.VISIT, visit).model
    assert (data["dates"]["start"], data["dates"]["end"]) == (start, end)
    assert len(data["members"]) == members
    assert [day["date"] for day in data["itinerary"]] == [str(d.date) for d in model.itinerary]
    assert sum(len(day["items"]) for day in data["itinerary"]) >= len(data["stops"]) == stops
    named = {item["stop"] for day in data["itinerary"] for item in day["items"]} - {None}
    assert named == {stop["id"] for stop in data["stops"]}
    head = key_of("visit", visit)
    assert len(data["findings"]) == len(catalogue.within(kinds.FINDING, head))
    assert len(data["recommendations"]) == len(catalogue.within(kinds.RECOMMENDATION, head))
    assert all(item["policies"] for item in data["findings"] + data["recommendations"])


def test_urls_are_relative_to_the_root(files: dict[str, str]) -> None:
    for name in _data_files(files):
        for value in _walk(_json(files, name)):
            if isinstance(value, dict) and "url" in value:
                url = value["url"]
                assert set(url) == {"zh", "en"}
                assert url["en"] == f"en/{url['zh']}"
                assert not url["zh"].startswith(("/", ".", "http", "en/"))


def test_every_title_and_text_has_both_languages(files: dict[str, str]) -> None:
    for name in _data_files(files):
        for value in _walk(_json(files, name)):
            if isinstance(value, dict) and ({"zh", "en"} & set(value)):
                assert set(value) == {"zh", "en"}
                assert all(value.values())


@pytest.mark.parametrize(("lang", "han"), [("zh-Hant", True), ("en", False)])
def test_the_calculators_data_is_in_one_language(
    files: dict[str, str], lang: str, han: bool
) -> None:
    data = _json(files, f"api/schemes/virtual-production/calculator.{lang}.json")
    values = _walk(data)
    assert not any(isinstance(value, dict) and "zh" in value for value in values)
    for requirement in data["calculator"]["requirements"]:
        # In English a term may have its Chinese beside it, in brackets.
        title = re.sub(r" \([\u4e00-\u9fff]+\)", "", requirement["title"])
        assert any("\u4e00" <= letter <= "\u9fff" for letter in title) is han
        assert requirement["clause"] in data["clauses"]
    assert data["rules"].startswith("en/") is not han
    assert data["page"].startswith("en/") is not han
    assert evaluate(data["calculator"], {})["verdict"] == "undetermined"


@pytest.mark.parametrize("lang", ["zh-Hant", "en"])
def test_the_checklist_of_the_calculator_names_the_clauses_it_cites(
    files: dict[str, str], lang: str
) -> None:
    data = _json(files, f"api/schemes/virtual-production/more.{lang}.json")
    items = [item for phase in data["checklist"] for item in phase["items"]]
    assert len(items) > 40
    assert {item["clause"] for item in items} <= set(data["clauses"])


def test_the_hash_of_the_rules_follows_figures_and_not_words(small: Path) -> None:
    file = small / "schemes/grant/calculator.yml"
    rules = file.read_text("utf-8")

    def hash_with(old: str, new: str) -> str:
        assert old in rules
        file.write_text(rules.replace(old, new), "utf-8")
        (scheme,) = link(validate(load(small).records)[0])[0].schemes()
        return compile_calculator(scheme).data["hash"]

    today = hash_with("minutes, 10", "minutes, 10")
    assert hash_with("How many minutes?", "How long is it?") == today
    assert hash_with("minutes, 10", "minutes, 11") != today


def test_nothing_depends_on_the_run(checked: tuple[Catalogue, Results]) -> None:
    assert export(*checked) == export(*checked)


def test_chinese_is_published_as_it_is_written(files: dict[str, str]) -> None:
    text = files["api/schemes/virtual-production.json"]
    assert "虛擬攝影棚" in text
    assert "\\u" not in text
    assert text.endswith("}\n")
