"""The models, one file a kind of record; ``MODELS`` names the model of each kind."""

from __future__ import annotations

from pydantic import BaseModel

from .calculator import Calculator
from .policy import Commentary, Policy
from .registry import Organisation, Person, Place, Source, Term
from .scheme import Checklist, Example, Provision, Scheme
from .site import Changes, Interface, Site
from .visit import Finding, Recommendation, Stop, Visit

MODELS: dict[str, type[BaseModel]] = {
    "site": Site,
    "interface": Interface,
    "changes": Changes,
    "source": Source,
    "person": Person,
    "organisation": Organisation,
    "place": Place,
    "term": Term,
    "scheme": Scheme,
    "calculator": Calculator,
    "checklist": Checklist,
    "provision": Provision,
    "example": Example,
    "visit": Visit,
    "stop": Stop,
    "finding": Finding,
    "recommendation": Recommendation,
    "policy": Policy,
    "commentary": Commentary,
}
