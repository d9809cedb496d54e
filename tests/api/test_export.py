"""Published data: valid by the schemas beside it, complete, and the same each time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator import kinds
from generator.api.component import FOR_THE_SEARCH
from generator.api.export import export
from generator.assets import FOLDER, es_module
from generator.content.catalogue import Catalogue
from generator.content.link import link
from generator.content.load import load
from generator.content.validate import validate
from generator.kinds import key_of
from generator.languages import LANGS, LANGUAGES, Lang
from generator.rules.compile import compile_calculator
from generator.rules.engine import evaluate
from generator.text.inline import plain
from tests.conftest import Results
from tests.tools.label_uses import in_scripts

SCHEMAS = {
    "api/index.json": "api/index.schema.json",
    "api/schemes/virtual-production.json": "api/schemes/scheme.schema.json",
    "api/schemes/virtual-production/coverage.json": "api/schemes/coverage.schema.json",
    "api/visits/tianjin-2014.json": "api/visits/visit.schema.json",
    "api/visits/usa-2024.json": "api/visits/visit.schema.json",
    "api/recommendations.json": "api/recommendations.schema.json",
    "api/questions.json": "api/questions.schema.json",
}
RULES = "api/schemes/virtual-production/rules.json"


def _json(files: dict[str, str], name: str) -> Any:
    return json.loads(files[name])


def _schema_of(name: str) -> str:
    return "api/policies/policy.schema.json" if "/policies/" in name else SCHEMAS[name]


def _data_files(files: dict[str, str]) -> list[str]:
    ends = (".schema.json", ".zh-Hant.json", ".en.json", "/rules.json", "/screening.json")
    return [n for n in files if not n.endswith(ends)]


def _walk(value: Any) -> list[Any]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [value, *(element for item in inner for element in _walk(item))]


def test_the_files_that_are_published(files: dict[str, str], catalogue: Catalogue) -> None:
    policies = {f"api/policies/{policy.key.id}.json" for policy in catalogue.all(kinds.POLICY)}
    calculators = {
        f"api/schemes/virtual-production/{name}.{lang}.json"
        for name in ("calculator", "more", "answers", "tools", "conditions", "sandbox")
        for lang in ("zh-Hant", "en")
    }
    schemas = {
        *SCHEMAS.values(),
        "api/policies/policy.schema.json",
        "api/by-hash.schema.json",
        "api/schemes/virtual-production/facts.schema.json",
        "api/schemes/virtual-production/result.schema.json",
    }
    screening = "api/schemes/virtual-production/screening.json"
    assert set(files) == {*SCHEMAS, *schemas, *policies, *calculators, RULES, screening}


def test_what_the_engine_takes_is_published_alone(files: dict[str, str]) -> None:
    scheme = _json(files, "api/schemes/virtual-production.json")
    assert _json(files, RULES) == scheme["calculator"]
    assert len(files[RULES]) * 10 < len(files["api/schemes/virtual-production.json"])


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
    named = {*(entry["data"] for entry in entries), index["recommendations"], index["questions"]}
    named |= {_json(files, entry["data"])["coverage"] for entry in index["schemes"]}
    assert named == set(_data_files(files)) - {"api/index.json"}
    for entry in entries:
        assert _json(files, entry["data"])["id"] == entry["id"]
        assert _json(files, entry["data"])["title"] == entry["title"]


def test_the_questions_stand_topic_after_topic(files: dict[str, str], catalogue: Catalogue) -> None:
    data = _json(files, "api/questions.json")
    topics = [topic["id"] for topic in data["topics"]]
    assert len(data["questions"]) == len(catalogue.all(kinds.QUESTION))
    places = [topics.index(question["topic"]) for question in data["questions"]]
    assert places == sorted(places)
    assert set(places) == set(range(len(topics)))
    (official,) = (item for item in data["questions"] if item["id"] == "official")
    assert official["url"] == {"zh": "questions/#official", "en": "en/questions/#official"}
    assert official["pages"] == [{"zh": "about/#not-official", "en": "en/about/#not-official"}]
    for question in data["questions"]:
        model = catalogue.get(kinds.QUESTION, question["id"]).model
        assert question["answer"] == {"zh": model.answer.zh, "en": model.answer.en}
        assert [clause["id"] for clause in question["clauses"]] == list(model.clauses)
        assert len(question["related"]) + len(question["pages"]) == len(model.links)


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
        for paragraph in entry.model.texts:
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


def _laid_over(tree: Any, part: Any) -> Any:
    """A part of a tree over another, as the component lays it; no member is in both."""
    if isinstance(tree, dict):
        names = dict.fromkeys([*tree, *part])
        return {
            name: _laid_over(tree[name], part[name])
            if name in tree and name in part
            else {**tree, **part}[name]
            for name in names
        }
    assert isinstance(tree, list)
    assert len(tree) == len(part)
    return [
        one if two is None else _laid_over(one, two) for one, two in zip(tree, part, strict=True)
    ]


def _of_language(data: Any, lang: Lang) -> Any:
    """Published data with each text as one of a language, as plain text."""
    if isinstance(data, dict):
        if set(data) == {"zh", "en"}:
            return plain(data[lang])
        return {name: _of_language(value, lang) for name, value in data.items()}
    return [_of_language(value, lang) for value in data] if isinstance(data, list) else data


@pytest.mark.parametrize("lang", LANGS)
def test_what_the_calculator_loads_first_and_later_is_all_of_the_scheme(
    files: dict[str, str], lang: Lang
) -> None:
    folder, tag = "api/schemes/virtual-production", LANGUAGES[lang].tag
    first = _json(files, f"{folder}/calculator.{tag}.json")
    assert evaluate(first["calculator"], {})["verdict"] == "undetermined"
    assert first["rules"].startswith("en/") is (lang == "en")
    assert first["page"].startswith("en/") is (lang == "en")
    questions = first["calculator"]["questions"]
    assert {question["clause"] for question in questions} <= set(first["clauses"])
    more = _json(files, f"{folder}/more.{tag}.json")
    for name in ("clauses", "labels"):  # what both show may stand in both
        more[name] = {key: text for key, text in more[name].items() if key not in first[name]}
    both = _laid_over(first, more)
    for requirement in both["calculator"]["requirements"]:
        requirement.setdefault("stage", "application")
    for question in both["calculator"]["questions"]:
        spellings = question.pop("unit_spellings", [])
        question.pop("unit_multiples", None)
        assert question.get("unit") in [*spellings, None]
    scheme = _json(files, f"{folder}.json")
    assert both["calculator"] == _of_language(scheme["calculator"], lang)
    assert len(both["checklist"]) == len(scheme["checklist"])
    values = [*_walk(both["calculator"]), *_walk(both["checklist"])]
    cited = {value["clause"] for value in values if isinstance(value, dict) and "clause" in value}
    assert cited <= set(both["clauses"])


@pytest.mark.parametrize("lang", LANGS)
def test_a_label_comes_with_the_first_script_that_shows_it(
    files: dict[str, str], lang: Lang
) -> None:
    folder, tag = "api/schemes/virtual-production", LANGUAGES[lang].tag
    first = _json(files, f"{folder}/calculator.{tag}.json")["labels"]
    more = _json(files, f"{folder}/more.{tag}.json")["labels"]
    assert first.keys().isdisjoint(more)
    scripts = {f"{p.relative_to(FOLDER)}": p.read_text("utf-8") for p in FOLDER.rglob("*.js")}
    bundle = es_module.join("first.js", "calculator/register.js", scripts, {})
    used: dict[str, bool] = {}
    for use in in_scripts(FOLDER / "calculator", "calculator_"):
        module = f"calculator/{use.place.partition(':')[0]}"
        label = use.label.removeprefix("calculator_")
        # No limit of this scheme is one in principle.
        if label.startswith(FOR_THE_SEARCH) or label.endswith("in_principle"):
            continue
        used[label] = used.get(label, False) or module in bundle.modules
    assert first.keys() | more.keys() == used.keys()
    needed = {label for label, at_first in used.items() if at_first}
    assert needed <= first.keys()
    # A few that only the report shows come too early: their names begin alike.
    assert len(first) - len(needed) < 6


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
    receipt = "    needs: {zh: 收據, en: A receipt}\n"
    assert hash_with(receipt, receipt + "    by: completion\n") == today
    assert hash_with("minutes, 10", "minutes, 11") != today


def test_nothing_depends_on_the_run(checked: tuple[Catalogue, Results]) -> None:
    assert export(*checked) == export(*checked)


def test_chinese_is_published_as_it_is_written(files: dict[str, str]) -> None:
    text = files["api/schemes/virtual-production.json"]
    assert "虛擬攝影棚" in text
    assert "\\u" not in text
    assert text.endswith("}\n")
