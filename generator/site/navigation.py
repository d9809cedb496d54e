"""What stands in the global navigation, in each language."""

from __future__ import annotations

from .. import kinds
from ..content.catalogue import Catalogue, SchemeView, VisitView
from ..content.extent import has_page
from ..labels import Label
from ..languages import LANGUAGES, Lang
from .page import NavItem
from .routes import page, path_for_grantees, path_of

# Pages by their labels, with their paths in the source language below those of their subject.
_PARTS_OF_SCHEME: tuple[tuple[Label, str], ...] = (
    ("scheme_overview", ""),
    ("calculator", "calculator/"),
    ("documents", "documents/"),
    ("rules", "rules/"),
    ("examples", "examples/"),
    ("coverage", "coverage/"),
)
_PARTS_OF_VISIT: tuple[tuple[Label, str], ...] = (
    ("summary", ""),
    ("findings_and_recommendations", "findings/"),
)
_LOOK_UP: tuple[tuple[Label, str], ...] = (
    ("search", "search/"),
    ("questions", "questions/"),
    *((name, f"{name}/") for name in kinds.REGISTERS),
    ("editors_notes", "notes/"),
    ("data", "data/"),
)
_ABOUT: tuple[tuple[Label, str], ...] = (
    ("about", "about/"),
    ("sources", "sources/"),
    ("updates", "changes/"),
    ("embed", "embed/"),
    ("accessibility", "accessibility/"),
    ("sitemap", "sitemap/"),
)


LATEST = 10
"""So many visits stand in the menu; all are on the page that lists them."""


def navigation(catalogue: Catalogue, lang: Lang) -> tuple[NavItem, ...]:
    """The global navigation: few pages; leaves such as stops stay out of it."""
    return _Menu(catalogue, lang).items()


class _Menu:
    """The navigation of one language."""

    def __init__(self, catalogue: Catalogue, lang: Lang) -> None:
        self._catalogue, self._lang = catalogue, lang
        self._t = catalogue.interface.in_language(lang)

    def items(self) -> tuple[NavItem, ...]:
        """Its groups in their order, home first."""
        catalogue = self._catalogue
        visits = [self._visit(visit) for visit in catalogue.visits()[:LATEST]]
        commentary = [
            self._item(entry.title[self._lang], path_of(entry.key))
            for entry in catalogue.all(kinds.COMMENTARY)
        ]
        groups = (
            self._group(
                "visits_and_recommendations",
                *self._parts("", (("visits", "visits/"),)),
                *visits,
                *self._parts("", (("ledger", "recommendations/"),)),
            ),
            self._group(
                "policies",
                *self._parts("", (("policies", "policies/"),)),
                *commentary,
                *self._parts("", (("graph", "graph/"),)),
            ),
            self._group("look_up", *self._parts("", _LOOK_UP)),
            self._group("about", *self._parts("", _ABOUT)),
        )
        return (
            self._labelled("home", ""),
            *(self._scheme(scheme) for scheme in catalogue.schemes()),
            *(group for group in groups if group.children),
        )

    def _scheme(self, scheme: SchemeView) -> NavItem:
        """A scheme under its one name, with whose money it is."""
        base = f"schemes/{scheme.id}/"
        first, calculator, *others = self._parts(base, _PARTS_OF_SCHEME)
        path = path_for_grantees(scheme.key)
        grantees = [self._labelled("grantees", path)] if scheme.asks_grantees else []
        parts = (first, calculator, *grantees, *others)
        if len(scheme.all_versions) > 1:
            parts = (*parts, self._labelled("versions", f"{base}versions/"))
        parts = (*parts, self._labelled("screening", f"{base}screening/"))
        title = scheme.model.short_title[self._lang]
        if (owner := scheme.model.owner) is not None:
            name = self._catalogue.site.owners.called(owner, scheme.model.owner_label)
            title += LANGUAGES[self._lang].bracketed(name[self._lang])
        return NavItem(title, children=parts)

    def _visit(self, visit: VisitView) -> NavItem:
        parts = self._parts(f"visits/{visit.id}/", _PARTS_OF_VISIT)
        return NavItem(visit.model.short_title[self._lang], children=parts)

    def _parts(self, base: str, parts: tuple[tuple[Label, str], ...]) -> tuple[NavItem, ...]:
        """Those of some pages that the site has."""
        return tuple(
            self._labelled(label, base + path)
            for label, path in parts
            if has_page(self._catalogue, (base + path).rstrip("/"))
        )

    def _group(self, label: Label, *children: NavItem) -> NavItem:
        return NavItem(self._t[label], children=children)

    def _labelled(self, label: Label, path: str) -> NavItem:
        return self._item(self._t[label], path)

    def _item(self, title: str, path: str) -> NavItem:
        return NavItem(title, page(path, self._lang))
