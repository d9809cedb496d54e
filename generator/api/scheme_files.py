"""The files of a version of a scheme beside its record: for pages, programs or the search."""

from __future__ import annotations

from ..content.catalogue import SchemeView
from ..rules.worked_examples import RuleResults
from ..text.json_text import compact
from .agent_tools import tool_files
from .answers import answer_files
from .component import component_files
from .conditions import condition_files
from .coverage import coverage_data
from .desk import desk_files
from .program_schemas import program_schemas
from .sandbox import sandbox_files


def scheme_files(scheme: SchemeView, results: RuleResults) -> dict[str, str]:
    """The files by their names relative to the site's root."""
    compiled = results.calculators[scheme.id]
    return {
        f"api/schemes/{scheme.id}/rules.json": compact(compiled.data) + "\n",
        f"api/schemes/{scheme.id}/coverage.json": coverage_data(scheme).model_dump_json(
            by_alias=True, indent=1
        )
        + "\n",
        **condition_files(scheme),
        **component_files(scheme, results.calculators),
        **answer_files(scheme, compiled),
        **tool_files(scheme),
        **desk_files(scheme, compiled),
        **program_schemas(scheme, compiled),
        **sandbox_files(scheme, compiled, results),
    }
