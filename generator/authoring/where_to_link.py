"""Where a new record is to be linked from, of the kinds that something has to link to.

In: the record's key. Out: the file, the field and the lines to paste there. A new record passes
the check without while it is a draft.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..kinds import KINDS
from ..models.key import Key

_WHY = 'why: {zh: 待填：為什麼有關。, en: "To be filled in: why it bears on the policy."}'


@dataclass(frozen=True, slots=True)
class Place:
    """A file under ``data/``, the list in it, and the lines of a new entry of that list.

    ``…`` in the name of a file is for staff to choose: any of that folder.
    """

    file: str
    field: str
    lines: tuple[str, ...]


def place_of(key: Key, head: Key | None) -> Place | None:
    """Where to link a record from; nothing for a kind that needs no link.

    ``head`` is the visit or scheme that it was started for.
    """
    wanted = KINDS[key.kind].linked_from
    if wanted is None or key.kind not in _FIELDS:
        return None
    field = _FIELDS[key.kind]
    policy = "policies/….yml"
    if wanted == ("policy",):
        return Place(policy, field, (f"  - {key.kind}: {key.id}", f"    {_WHY}"))
    visit = head is not None and head.kind == "visit"
    if key.kind == "person" and visit:
        assert head is not None
        member = '    unit: {zh: 待填：單位, en: "To be filled in: unit"}'
        title = '    title: {zh: 待填：職稱, en: "To be filled in: post"}'
        file = f"visits/{head.scope}/visit.yml"
        return Place(file, "members", (f"  - person: {key.id}", member, title))
    if key.kind == "source":
        return Place("…/….yml", field, (f"  - document: {key.id}",))
    if key.kind == "term":
        return Place("glossary/….yml", field, (f"  - {key.id}",))
    if visit:
        assert head is not None
        return Place(f"visits/{head.scope}/visit.yml", field, (f"  - {key.id}",))
    return Place(policy, field, (f"  - {key.id}",))


_FIELDS = {
    "stop": "stops",
    "finding": "findings",
    "recommendation": "recommendations",
    "commentary": "commentary",
    "person": "people",
    "organisation": "organisations",
    "place": "places",
    "source": "sources",
    "term": "see",
}
"""The field of other records that names records of a kind."""
