"""What the rules of a scheme cover, for other programs: a table, and ``coverage.json``."""

from __future__ import annotations

from collections.abc import Mapping

from ..content.catalogue import SchemeView
from ..content.coverage import Decider, Role
from ..labels import Label
from ..languages import LANGS, LANGUAGES
from ..models.base import Text
from ..rules.coverage import ClauseCoverage, ReadingsIn, TakenUp, counts, coverage
from ..text.inline import plain
from .coverage_shapes import (
    ClauseCoverageData,
    CoverageData,
    DeciderData,
    ExampleName,
    LeftOutData,
)
from .links import url
from .page_table import Cell, Column, PageTable, Words, titled

TAKEN_UP: Mapping[TakenUp, Label] = {
    "calculator": "coverage_calculator",
    "checklist": "coverage_checklist",
    "heading": "coverage_heading",
    "information": "coverage_information",
    "judgement": "coverage_judgement",
    "agency": "coverage_agency",
    "duty": "coverage_duty",
    "consequence": "coverage_consequence",
    "other": "coverage_other",
}
ROLES: Mapping[Role, Label] = {
    "requirement": "coverage_requirement",
    "related": "coverage_related",
    "question": "coverage_question",
    "amount": "coverage_amount",
    "instalment": "coverage_instalment",
    "deadline": "coverage_deadline",
    "document": "coverage_document",
    "phase": "coverage_phase",
}
READINGS: Mapping[ReadingsIn, Label] = {
    "calculator": "coverage_readings_calculator",
    "rules": "coverage_readings_rules",
}


def coverage_table(scheme: SchemeView) -> PageTable:
    """A row for each clause."""
    t = scheme.catalogue.interface
    columns = (
        Column("clause", t["clause"], names_rows=True),
        Column("taken_up", t["coverage_taken_up"]),
        Column("rests", t["coverage_rests"]),
        Column("two_ways", t["coverage_two_ways"]),
        Column("readings_in", t["coverage_readings_in"]),
        Column("examples", t["coverage_examples"]),
        Column("left_out", t["coverage_left_out"]),
    )
    rows = (
        (
            Cell(line.entry.key.name, line.entry.key),
            Cell(t[TAKEN_UP[line.taken_up]]),
            Cell(_listed([decider_words(scheme, decider) for decider in line.deciders])),
            Cell(t["yes" if line.readings else "no"]),
            Cell(_listed([t[READINGS[place]] for place in line.readings])),
            Cell(_listed([entry.model.title for entry in line.examples])),
            Cell(_left_out(scheme, line)),
        )
        for line in coverage(scheme)
    )
    name = f"schemes/{scheme.id}/coverage/clauses"
    return PageTable(name, titled(scheme.entry, t["coverage"]), columns, tuple(rows))


def decider_words(scheme: SchemeView, decider: Decider) -> Text:
    """What something that rests on a clause is, and what it is called."""
    t = scheme.catalogue.interface
    words = {lang: plain(decider.title[lang]) for lang in LANGS}
    role = t[ROLES[decider.role]]
    if decider.role == "related":
        return Words.of(
            **{lang: words[lang] + LANGUAGES[lang].bracketed(role[lang]) for lang in LANGS}
        )
    labelled = {lang: LANGUAGES[lang].labelled(role[lang], words[lang]) for lang in LANGS}
    return Words.of(**labelled)


def _listed(texts: list[Text]) -> Words | None:
    if not texts:
        return None
    joints = {lang: LANGUAGES[lang].semicolon for lang in LANGS}
    return Words.of(
        **{lang: joints[lang].join(plain(text[lang]) for text in texts) for lang in LANGS}
    )


def _left_out(scheme: SchemeView, line: ClauseCoverage) -> Text | None:
    beyond = line.entry.model.beyond
    if beyond is None:
        return None
    return beyond.why or scheme.catalogue.interface[TAKEN_UP[beyond.reason]]


def coverage_data(scheme: SchemeView) -> CoverageData:
    """``api/schemes/<scheme>/coverage.json``."""
    lines = coverage(scheme)
    return CoverageData(
        scheme=scheme.id,
        version=scheme.model.version,
        counts=dict(counts(lines)),
        clauses=tuple(_clause(line) for line in lines),
    )


def _clause(line: ClauseCoverage) -> ClauseCoverageData:
    beyond = line.entry.model.beyond
    return ClauseCoverageData(
        locator=line.entry.key.name,
        url=url(line.entry.key),
        taken_up=line.taken_up,
        two_ways=bool(line.readings),
        readings_in=line.readings,
        rests=tuple(
            DeciderData(role=decider.role, id=decider.id, title=decider.title)
            for decider in line.deciders
        ),
        examples=tuple(
            ExampleName(id=entry.key.name, title=entry.model.title) for entry in line.examples
        ),
        left_out=None if beyond is None else LeftOutData(reason=beyond.reason, why=beyond.why),
    )
