"""Keys: what a record is called everywhere."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What a record is called everywhere."""

    kind: str
    name: str = ""
    """The id within its scheme or visit; empty where that has only one record of the kind."""
    scope: str = ""
    """The id of the scheme or visit that the record belongs to; empty for any other record."""
    version: str = ""
    """The first day of the version that the record belongs to; empty for the version shown."""

    @classmethod
    def nested(cls, kind: str, reference: str) -> Key:
        """The record that ``grant/3.1`` names: one that belongs to a scheme or visit."""
        scope, _, name = reference.partition("/")
        return cls(kind, name, scope)

    @property
    def id(self) -> str:
        """Unique within its kind, and published: ``grant``, ``grant/3``, ``grant@2020-01-01/3``."""
        scope = f"{self.scope}@{self.version}" if self.version else self.scope
        return "/".join(filter(None, (scope, self.name)))

    def of(self, kind: str, name: str = "") -> Key:
        """A record of the same version of the same scheme, or of the same visit."""
        return Key(kind, name, self.scope, self.version)
