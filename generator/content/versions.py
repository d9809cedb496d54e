"""Versions of schemes: which is in force on a day, and what each is called.

In: valid records. Out: what each version is called, and the errors of their periods.
Days are Taiwan's, whose rules these are. A period's last day is part of it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

from ..diagnostics.codes import Code
from ..diagnostics.errors import DataError, GeneratorError
from ..diagnostics.messages import phrase
from ..kinds import KINDS
from ..models.key import Key
from ..models.scheme import Scheme
from .validate import ValidRecord

TAIWAN = timezone(timedelta(hours=8))
UNDATED = "undated"
"""What stands for the day from which a version is in force where its source tells none."""

_ONE_DAY = timedelta(days=1)

Names = Mapping[tuple[str, str], str]
"""What a version is called, by its scheme and the version that its folder tells."""


def today() -> date:
    """The day in Taiwan, or that of ``SOURCE_DATE_EPOCH``, so that a build can be made again.

    https://reproducible-builds.org/specs/source-date-epoch/

    Raises:
        GeneratorError: where the variable is not a whole number of seconds below 2**32, the
            most that a gzip file can hold.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        moment = datetime.now(UTC)
    elif re.fullmatch(r"[0-9]{1,10}", epoch) and int(epoch) < 2**32:
        moment = datetime.fromtimestamp(int(epoch), UTC)
    else:
        raise GeneratorError(phrase("bad_epoch", value=epoch))
    return moment.astimezone(TAIWAN).date()


def slug(model: Scheme) -> str:
    """What names a version in addresses."""
    return UNDATED if model.effective_from is None else model.effective_from.isoformat()


def order(model: Scheme) -> date:
    """The day to sort versions by: the first in force, or the earliest date where not told."""
    return model.effective_from or date.min


def last_day(versions: Sequence[Scheme], at: int) -> date | None:
    """The last day on which ``versions[at]`` is in force, or ``None`` where no end is set.

    ``versions`` are those of one scheme in the order of time; the next one ends the one before.
    """
    own = versions[at].effective_to
    if at + 1 == len(versions):
        return own
    before_next = order(versions[at + 1]) - _ONE_DAY
    return before_next if own is None else min(own, before_next)


def shown_on(versions: Sequence[Scheme], day: date) -> int:
    """The index of the version that is shown on a day; ``versions`` are in the order of time.

    It is the last that has begun, or the first of all where none has begun yet.
    """
    return max((i for i, version in enumerate(versions) if order(version) <= day), default=0)


def names(records: Iterable[ValidRecord], day: date, unreliable: Collection[str] = ()) -> Names:
    """What each version of a scheme is called on a day.

    The version shown has no name, wherever its files lie; any other goes by its first day.
    The versions of a scheme that is among the ``unreliable``, whose dates are wrong, stay as
    their folders call them.
    """
    named: dict[tuple[str, str], str] = {}
    for scheme, versions in _by_scheme(records).items():
        if scheme in unreliable:
            continue
        models = [model for _, model in versions]
        at = shown_on(models, day)
        for i, (record, model) in enumerate(versions):
            named[scheme, record.raw.key.version] = "" if i == at else slug(model)
    return named


def renamed(key: Key, called: Names) -> Key:
    """The key with its version as it is ``called``; unchanged for a kind without versions."""
    if not KINDS[key.kind].versioned:
        return key
    version = called.get((key.scope, key.version), key.version)
    return key if version == key.version else replace(key, version=version)


def first_days(records: Iterable[ValidRecord]) -> set[date]:
    """Every day on which a version begins."""
    return {
        model.effective_from
        for versions in _by_scheme(records).values()
        for _, model in versions
        if model.effective_from is not None
    }


def own(target: Key, here: Key) -> Key:
    """The record that a link in ``here`` means.

    A link from a version of a scheme to the same scheme leads to the same version.
    """
    known = KINDS.get(target.kind)
    if here.version and target.scope == here.scope and known is not None and known.versioned:
        return replace(target, version=here.version)
    return target


def check_versions(records: Iterable[ValidRecord]) -> Iterator[tuple[ValidRecord, DataError]]:
    """Errors of periods that end before they begin or overlap, and of folders named otherwise.

    Each error comes with the record that is at fault.
    """
    for versions in _by_scheme(records).values():
        for record, model in versions:
            folder = record.raw.key.version
            if folder and folder != slug(model):
                field = () if model.effective_from is None else ("effective_from",)
                yield (
                    record,
                    record.raw.error(
                        field,
                        Code.VERSION_FOLDER,
                        found=None if not field else slug(model),
                        folder=folder,
                    ),
                )
            if model.effective_to is not None and model.effective_to < order(model):
                yield (
                    record,
                    record.raw.error(
                        ("effective_to",),
                        Code.ENDS_BEFORE_IT_BEGINS,
                        found=str(model.effective_to),
                        start=slug(model),
                    ),
                )
        named: dict[str, Scheme] = {}
        for record, model in versions:
            if (other := named.setdefault(model.version, model)) is not model:
                yield (
                    record,
                    record.raw.error(
                        ("version",), Code.VERSION_TWICE, found=model.version, other=slug(other)
                    ),
                )
        for (_, earlier), (record, later) in pairwise(versions):
            if order(later) <= max(order(earlier), earlier.effective_to or date.min):
                yield (
                    record,
                    record.raw.error(
                        ("effective_from",),
                        Code.VERSIONS_OVERLAP,
                        found=slug(later),
                        other=earlier.version,
                        last=str(earlier.effective_to or slug(earlier)),
                    ),
                )


def _by_scheme(records: Iterable[ValidRecord]) -> dict[str, list[tuple[ValidRecord, Scheme]]]:
    """The versions of each scheme in the order of time, by the scheme's id."""
    found: dict[str, list[tuple[ValidRecord, Scheme]]] = {}
    for record in records:
        if isinstance(record.model, Scheme):
            found.setdefault(record.raw.key.scope, []).append((record, record.model))
    for versions in found.values():
        versions.sort(key=lambda version: order(version[1]))
    return found
