"""Compile: a version's calculator in its published form, made once for all that needs it.

In: a version of a scheme. Out: :class:`CompiledCalculator`, which the worked examples, the
check of soundness, the comparison of versions and the export take.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TypedDict, cast

from pydantic import BaseModel

from ..content.catalogue import Catalogue, SchemeView
from ..models.calculator import (
    Calculator,
    ChoiceQuestion,
    Question,
    QuestionGroup,
    Reading,
    Requirement,
)
from ..models.expressions import replace_ids
from ..models.grant import Limit
from ..models.operation import Expression
from .published import (
    AmountData,
    CalculatorData,
    DeadlineData,
    GroupData,
    InstalmentData,
    LimitData,
    NoteData,
    QuestionData,
    ReadingData,
    RequirementData,
    publish,
)


@dataclass(frozen=True, slots=True)
class CompiledCalculator:
    """A version's calculator as typed by staff and as published."""

    model: Calculator
    dates: Mapping[str, Expression]
    """How each deadline is reckoned, by its id; an earlier deadline in it is written out, so that
    only questions are named."""
    data: CalculatorData


Calculators = Mapping[str, CompiledCalculator]
"""The calculators of all versions, by the version's id: ``grant``, ``grant@2020-01-01``."""


def compile_calculators(catalogue: Catalogue, unfit: Collection[str] = ()) -> Calculators:
    """The calculator of every version of every scheme, less those whose files are ``unfit``."""
    return {
        scheme.id: compile_calculator(scheme)
        for scheme in catalogue.versions()
        if (entry := catalogue.find(scheme.key.of("calculator"))) and entry.raw.file not in unfit
    }


def compile_calculator(scheme: SchemeView) -> CompiledCalculator:
    """The calculator of one version; its rules have been checked to fit its questions."""
    model = scheme.calculator
    dates: dict[str, Expression] = {}
    for deadline in model.deadlines:
        dates[deadline.id] = replace_ids(deadline.date, dates)
    rules = _Rules(
        groups=[_group(group) for group in model.groups],
        questions=[_question(question) for question in model.questions],
        requirements=[_requirement(requirement) for requirement in model.requirements],
        amount=_amount(model),
        instalments=[cast(InstalmentData, plain_data(i, "asked_as")) for i in model.instalments],
        deadlines=[
            cast(DeadlineData, {**plain_data(deadline), "date": publish(dates[deadline.id])})
            for deadline in model.deadlines
        ],
    )
    names = {"scheme": scheme.id, "version": scheme.model.version}
    decisive = {
        **names,
        **rules,
        "groups": [_without_form(group) for group in rules["groups"]],
        "questions": [_without_form(question) for question in rules["questions"]],
        "amount": _deciding(rules["amount"]),
        # Which deadline an instalment names changes no amount and no date.
        "instalments": [
            plain_data(instalment, "asked_as", "by") for instalment in model.instalments
        ],
    }
    data = {**names, "hash": _hash(decisive), **rules, **_beside_the_rules(model)}
    return CompiledCalculator(model, dates, cast(CalculatorData, data))


class _Rules(TypedDict):
    groups: list[GroupData]
    questions: list[QuestionData]
    requirements: list[RequirementData]
    amount: AmountData | None
    instalments: list[InstalmentData]
    deadlines: list[DeadlineData]


def _beside_the_rules(model: Calculator) -> dict[str, object]:
    """What no verdict rests on. Holidays become known year by year: they have no hash."""
    data: dict[str, object] = {}
    if model.beyond is not None:
        data["beyond"] = plain_data(model.beyond)
    if model.quick:
        data["quick"] = list(model.quick)
    if model.category is not None:
        data["category"] = model.category
    if model.left_open is not None:
        data["left_open"] = plain_data(model.left_open)
    if model.office_days is not None:
        days = [day.isoformat() for day in model.office_days.holidays]
        data["office_days"] = {**plain_data(model.office_days), "holidays": days}
    return data


def plain_data(model: BaseModel, *without: str) -> dict[str, object]:
    """The fields of a record that are given, less those named, as JSON has them."""
    return model.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=set(without))


def _group(group: QuestionGroup) -> GroupData:
    data = plain_data(group, "questions")
    return cast(GroupData, {**data, "questions": [question.id for question in group.questions]})


def _without_form(data: Mapping[str, object]) -> dict[str, object]:
    """A group or a question without how it is asked and advised on: no verdict rests on that."""
    return _without(data, "stage", "at_once", "past", "currency")


def _without(data: Mapping[str, object], *names: str) -> dict[str, object]:
    return {key: value for key, value in data.items() if key not in names}


def _question(question: Question) -> QuestionData:
    data = plain_data(question, "asked_when", "asked_as", "options")
    if isinstance(question, ChoiceQuestion):
        data["options"] = [plain_data(option, "asked_as") for option in question.options]
    if question.asked_when is not None:
        data["asked_when"] = publish(question.asked_when)
    return cast(QuestionData, data)


def _requirement(requirement: Requirement) -> RequirementData:
    data = plain_data(requirement, "applies_when", "met_when", "readings", "notes")
    if requirement.applies_when is not None:
        data["applies_when"] = publish(requirement.applies_when)
    if requirement.met_when is not None:
        data["met_when"] = publish(requirement.met_when)
    if requirement.readings:
        data["readings"] = [_reading(reading) for reading in requirement.readings]
    if requirement.notes:
        data["notes"] = [
            cast(NoteData, {**plain_data(note, "when"), "when": publish(note.when)})
            for note in requirement.notes
        ]
    data["stage"] = requirement.stage
    return cast(RequirementData, data)


def _reading(reading: Reading) -> ReadingData:
    data = plain_data(reading, "met_when")
    if reading.met_when is not None:
        data["met_when"] = publish(reading.met_when)
    return cast(ReadingData, data)


def _amount(calculator: Calculator) -> AmountData | None:
    if calculator.amount is None:
        return None
    limits = [_limit(limit) for limit in calculator.amount.limits]
    return cast(AmountData, {**plain_data(calculator.amount, "limits"), "limits": limits})


def _limit(limit: Limit) -> LimitData:
    data = {**plain_data(limit, "applies_when", "value"), "value": publish(limit.value)}
    if limit.applies_when is not None:
        data["applies_when"] = publish(limit.applies_when)
    return cast(LimitData, data)


def _deciding(amount: AmountData | None) -> Mapping[str, object] | None:
    """An amount without what all applicants share, and how firm each limit is."""
    if amount is None:
        return None
    limits = [_without(limit, "in_principle") for limit in amount["limits"]]
    return {**_without(amount, "pot"), "limits": limits}


def _hash(data: object) -> str:
    """Names the rules as they decide: 16 hexadecimal digits that no change of wording touches."""
    rules = json.dumps(_without_words(data), sort_keys=True, separators=(",", ":"))
    return sha256(rules.encode()).hexdigest()[:16]


def _without_words(data: object) -> object:
    if isinstance(data, dict):
        return {key: _without_words(value) for key, value in data.items() if not is_text(value)}
    if isinstance(data, list):
        return [_without_words(item) for item in data]
    return data


def is_text(data: object) -> bool:
    """Whether published data is a text in both languages."""
    return isinstance(data, dict) and data.keys() == {"zh", "en"}
