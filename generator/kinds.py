"""The register of the kinds of records: an entry for each, and what is asked of all of them.

Every field of an entry has to be given, so a part that is forgotten fails the type check.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from .labels import Label
from .models.calculator import Calculator
from .models.follow_up import FollowUp
from .models.key import Key
from .models.kind import Kind, M, SchemaType, SearchGroup
from .models.policy import Commentary, Policy
from .models.question import FrequentQuestion
from .models.registry import Organisation, Person, Place, Source, Term
from .models.scheme import Checklist, Example, Provision, Scheme
from .models.search import Search
from .models.site import Changes, Interface, Site
from .models.terms import Terms
from .models.visit import Finding, Recommendation, Stop, Visit


def _without_address(name: str, model: type[M], file: str, *, versioned: bool) -> Kind[M]:
    """A kind whose records have no page of their own, and which nothing links to."""
    return Kind(
        name=name,
        model=model,
        file=file,
        versioned=versioned,
        parts=(),
        route=None,
        page=None,
        linked_from=None,
        counted=False,
        search_group=None,
        schema_type=None,
        skeleton=False,
    )


def _register(
    name: str, model: type[M], page: Label, group: SearchGroup, schema_type: SchemaType
) -> Kind[M]:
    """A kind whose records are entries of one page, called as their folder is."""
    return Kind(
        name=name,
        model=model,
        file=f"{page}/{{id}}.yml",
        versioned=False,
        parts=(),
        route=f"{page}/#{{name}}",
        page=page,
        linked_from=(),
        counted=True,
        search_group=group,
        schema_type=schema_type,
        skeleton=True,
    )


SITE = _without_address("site", Site, "site.yml", versioned=False)
INTERFACE = _without_address("interface", Interface, "interface.yml", versioned=False)
SEARCH = _without_address("search", Search, "search.yml", versioned=False)
CHANGES = _without_address("changes", Changes, "changes.yml", versioned=False)
SOURCE = Kind(
    name="source",
    model=Source,
    file="sources/{id}.yml",
    versioned=False,
    parts=(),
    route="sources/#{name}",
    page="sources",
    linked_from=(),
    counted=True,
    search_group="about",
    schema_type=None,
    skeleton=True,
)
PERSON = _register("person", Person, "people", "people", "Person")
ORGANISATION = _register("organisation", Organisation, "organisations", "people", "Organization")
PLACE = _register("place", Place, "places", "glossary", "Place")
TERM = Kind(
    name="term",
    model=Term,
    file="glossary/{id}.yml",
    versioned=False,
    parts=(),
    route="glossary/#{name}",
    page="glossary",
    linked_from=(),
    counted=True,
    search_group="glossary",
    schema_type=None,
    skeleton=True,
)
SCHEME = Kind(
    name="scheme",
    model=Scheme,
    file="schemes/{scope}/scheme.yml",
    versioned=True,
    parts=("calculator", "checklist"),
    route="schemes/{scope}/",
    page=None,
    linked_from=None,
    counted=True,
    search_group="rules",
    schema_type="GovernmentService",
    skeleton=True,
)
CALCULATOR = Kind(
    name="calculator",
    model=Calculator,
    file="schemes/{scope}/calculator.yml",
    versioned=True,
    parts=(),
    route="schemes/{scope}/calculator/",
    page=None,
    linked_from=None,
    counted=False,
    search_group="calculator",
    schema_type=None,
    skeleton=False,
)
CHECKLIST = Kind(
    name="checklist",
    model=Checklist,
    file="schemes/{scope}/checklist.yml",
    versioned=True,
    parts=(),
    route="schemes/{scope}/documents/",
    page=None,
    linked_from=None,
    counted=False,
    search_group="rules",
    schema_type=None,
    skeleton=False,
)
PROVISION = Kind(
    name="provision",
    model=Provision,
    file="schemes/{scope}/provisions/{locator}.yml",
    versioned=True,
    parts=(),
    route="schemes/{scope}/rules/#{name}",
    page=None,
    linked_from=None,
    counted=True,
    search_group="rules",
    schema_type=None,
    skeleton=True,
)
EXAMPLE = Kind(
    name="example",
    model=Example,
    file="schemes/{scope}/examples/{id}.yml",
    versioned=True,
    parts=(),
    route="schemes/{scope}/examples/all/#{name}",
    page=None,
    linked_from=None,
    counted=False,
    search_group="calculator",
    schema_type=None,
    skeleton=True,
)
TERMS = _without_address("terms", Terms, "schemes/{scope}/terms.yml", versioned=True)
VISIT = Kind(
    name="visit",
    model=Visit,
    file="visits/{scope}/visit.yml",
    versioned=False,
    parts=(),
    route="visits/{scope}/",
    page="visits",
    linked_from=None,
    counted=True,
    search_group="visits",
    schema_type="Event",
    skeleton=True,
)
STOP = Kind(
    name="stop",
    model=Stop,
    file="visits/{scope}/stops/{id}.yml",
    versioned=False,
    parts=(),
    route="visits/{scope}/stops/{name}/",
    page=None,
    linked_from=("policy",),
    counted=True,
    search_group="visits",
    schema_type="Event",
    skeleton=True,
)
FINDING = Kind(
    name="finding",
    model=Finding,
    file="visits/{scope}/findings/{id}.yml",
    versioned=False,
    parts=(),
    route="visits/{scope}/findings/{name}/",
    page=None,
    linked_from=("policy",),
    counted=True,
    search_group="visits",
    schema_type=None,
    skeleton=True,
)
RECOMMENDATION = Kind(
    name="recommendation",
    model=Recommendation,
    file="visits/{scope}/recommendations/{id}.yml",
    versioned=False,
    parts=(),
    route="visits/{scope}/recommendations/{name}/",
    page=None,
    linked_from=("policy",),
    counted=True,
    search_group="visits",
    schema_type=None,
    skeleton=True,
)
FOLLOW_UP = Kind(
    name="follow-up",
    model=FollowUp,
    file="follow-ups/{id}.yml",
    versioned=False,
    parts=(),
    route="recommendations/#{name}",
    page=None,
    linked_from=None,
    counted=True,
    search_group="visits",
    schema_type=None,
    skeleton=True,
)
POLICY = Kind(
    name="policy",
    model=Policy,
    file="policies/{id}.yml",
    versioned=False,
    parts=(),
    route="policies/{name}/",
    page="policies",
    linked_from=None,
    counted=True,
    search_group="policies",
    schema_type=None,
    skeleton=True,
)
COMMENTARY = Kind(
    name="commentary",
    model=Commentary,
    file="commentary/{id}.yml",
    versioned=False,
    parts=(),
    route="commentary/{name}/",
    page=None,
    linked_from=("policy",),
    counted=True,
    search_group="policies",
    schema_type=None,
    skeleton=True,
)
QUESTION = Kind(
    name="question",
    model=FrequentQuestion,
    file="questions/{id}.yml",
    versioned=False,
    parts=(),
    route="questions/#{name}",
    page="questions",
    linked_from=None,
    counted=True,
    search_group="questions",
    schema_type="FAQPage",
    skeleton=True,
)

KINDS: Mapping[str, Kind[Any]] = {
    kind.name: kind
    for kind in (
        SITE,
        INTERFACE,
        SEARCH,
        CHANGES,
        SOURCE,
        PERSON,
        ORGANISATION,
        PLACE,
        TERM,
        SCHEME,
        CALCULATOR,
        CHECKLIST,
        PROVISION,
        EXAMPLE,
        TERMS,
        VISIT,
        STOP,
        FINDING,
        RECOMMENDATION,
        FOLLOW_UP,
        POLICY,
        COMMENTARY,
        QUESTION,
    )
}
REGISTERS: Mapping[Label, Kind[BaseModel]] = {
    kind.page: kind for kind in (PERSON, ORGANISATION, PLACE, TERM) if kind.page is not None
}
"""The kinds whose records are entries of one page, by the label of that page."""
HEADS = ("scheme", "visit")
"""The kinds whose records others belong to."""
PUBLISHED = tuple(name for name, kind in KINDS.items() if kind.route is not None)
"""The kinds whose records have an address, and so can be linked."""


def key_of(kind: str, reference: str) -> Key:
    """The key that a record of the data names: ``taichung``, ``grant``, ``grant/3.1``.

    Where the kind does not exist, the key is one that no record has.
    """
    known = KINDS.get(kind)
    if known is None or not known.scoped:
        return Key(kind, reference)
    return Key(kind, scope=reference) if known.single else Key.nested(kind, reference)


def head_of(key: Key) -> Key | None:
    """The head of the scheme or visit that a record belongs to.

    ``None`` where it belongs to neither, or is the head itself.
    """
    kind = KINDS[key.kind]
    if not kind.scoped or kind.name in HEADS:
        return None
    return key.of(next(head for head in HEADS if KINDS[head].folder == kind.folder))
