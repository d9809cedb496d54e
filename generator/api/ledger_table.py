"""The table of the ledger: every recommendation, and what each later source says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..content.catalogue import Catalogue
from ..content.ledger import LedgerLine, ledger
from ..labels import Label
from ..languages import LANGS, LANGUAGES
from ..models.base import Text
from ..models.follow_up import Outcome
from ..models.key import Key
from .page_table import Cell, Column, PageTable, Words

OUTCOME_LABELS: Mapping[Outcome, Label] = {
    "taken-up": "outcome_taken_up",
    "renamed": "outcome_renamed",
    "not-mentioned": "outcome_not_mentioned",
    "unknown": "outcome_unknown",
}


def ledger_table(catalogue: Catalogue) -> PageTable:
    """A row for each follow-up of a recommendation; one without any has a row to itself."""
    t = catalogue.interface
    columns = (
        Column("recommendation", t["recommendation"], names_rows=True),
        Column("report", t["ledger_report"]),
        Column("proposed", t["dated"]),
        Column("outcome", t["ledger_became"]),
        Column("text", t["table_text"]),
        Column("when", t["ledger_as_of"]),
        Column("sources", t["sources"]),
    )
    rows = tuple(row for line in ledger(catalogue) for row in _rows(catalogue, line))
    return PageTable("recommendations/recommendations", t["ledger"], columns, rows)


def _rows(catalogue: Catalogue, line: LedgerLine) -> Iterator[tuple[Cell, ...]]:
    entry = line.recommendation
    name = Cell(entry.title, entry.key)
    report = Cell(_short_title(catalogue, entry.model.sources[0].document))
    head = (name, report, Cell(line.visit.model.reported))
    for later in line.follow_ups:
        model = later.model
        cited = tuple(dict.fromkeys(source.document for source in model.sources))
        titles = [_short_title(catalogue, document) for document in cited]
        words = {lang: LANGUAGES[lang].listed(title[lang] for title in titles) for lang in LANGS}
        outcome = Cell(catalogue.interface[OUTCOME_LABELS[model.outcome]])
        yield *head, outcome, Cell(model.text), Cell(model.when), Cell(Words.of(**words))
    if not line.follow_ups:
        outcome = Cell(catalogue.interface[OUTCOME_LABELS[line.outcome]])
        yield *head, outcome, Cell(None), Cell(None), Cell(None)


def _short_title(catalogue: Catalogue, document: str) -> Text:
    title: Text = catalogue.entry(Key("source", document)).model.short_title
    return title
