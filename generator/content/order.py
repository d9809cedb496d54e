"""The order in which the records of a kind stand."""

from __future__ import annotations

from pydantic import BaseModel

from ..models.key import Key
from ..models.scheme import Scheme
from ..models.visit import Visit
from ..text import locators


def place_of(key: Key, model: BaseModel) -> tuple[object, ...]:
    """What the records of a kind are sorted by; the latest visit comes first."""
    if isinstance(model, Visit):
        return (key.kind, -model.start.toordinal())
    if isinstance(model, Scheme):
        return (key.kind, model.order is None, model.order or 0, key.scope, key.version)
    if key.kind == "provision":
        return (key.kind, key.scope, key.version, locators.parts(key.name))
    return (key.kind, key.scope, key.version, getattr(model, "order", 0), key.name)
