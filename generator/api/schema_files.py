"""The JSON Schemas that stand beside the published files: each by its name, and its text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ..text.json_text import in_lines
from .coverage_shapes import CoverageData
from .json_schema import json_schema
from .questions import QuestionsData
from .schema import ByHash, Index, LedgerData, PolicyData, Published, SchemeData, VisitData

_SHAPES: Mapping[str, type[Published]] = {
    "api/index.schema.json": Index,
    "api/by-hash.schema.json": ByHash,
    "api/schemes/scheme.schema.json": SchemeData,
    "api/schemes/coverage.schema.json": CoverageData,
    "api/visits/visit.schema.json": VisitData,
    "api/policies/policy.schema.json": PolicyData,
    "api/recommendations.schema.json": LedgerData,
    "api/questions.schema.json": QuestionsData,
}


@cache
def schema_files() -> Mapping[str, str]:
    """Every schema, made once for all builds."""
    return {name: in_lines(json_schema(model)) for name, model in _SHAPES.items()}
