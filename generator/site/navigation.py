"""What stands in the global navigation, in each language."""

from __future__ import annotations

from .. import kinds
from ..content.catalogue import Catalogue
from ..languages import Lang
from .page import NavItem
from .routes import page, path_of


def navigation(catalogue: Catalogue, lang: Lang) -> tuple[NavItem, ...]:
    """The global navigation: few pages; leaves such as stops stay out of it."""
    t = catalogue.interface.in_language(lang)

    def item(title: str, path: str) -> NavItem:
        return NavItem(title, page(path, lang))

    schemes = [
        NavItem(
            scheme.model.short_title[lang],
            children=(
                item(t["scheme_overview"], f"schemes/{scheme.id}/"),
                item(t["calculator"], f"schemes/{scheme.id}/calculator/"),
                item(t["documents"], f"schemes/{scheme.id}/documents/"),
                item(t["rules"], f"schemes/{scheme.id}/rules/"),
                item(t["examples"], f"schemes/{scheme.id}/examples/"),
                *(
                    [item(t["versions"], f"schemes/{scheme.id}/versions/")]
                    if len(scheme.all_versions) > 1
                    else []
                ),
            ),
        )
        for scheme in catalogue.schemes()
    ]
    visits = [
        NavItem(
            visit.model.short_title[lang],
            children=(
                item(t["summary"], f"visits/{visit.id}/"),
                item(t["findings_and_recommendations"], f"visits/{visit.id}/findings/"),
            ),
        )
        for visit in catalogue.visits()
    ]
    registers = [item(t[name], f"{name}/") for name in kinds.REGISTERS]
    commentary = [item(e.title[lang], path_of(e.key)) for e in catalogue.all(kinds.COMMENTARY)]
    return (
        item(t["home"], ""),
        *schemes,
        NavItem(t["visits"], children=(item(t["visits"], "visits/"), *visits)),
        NavItem(
            t["policies"],
            children=(item(t["policies"], "policies/"), item(t["graph"], "graph/"), *commentary),
        ),
        NavItem(t["registers"], children=tuple(registers)),
        NavItem(
            t["about"],
            children=(
                item(t["about"], "about/"),
                item(t["sources"], "sources/"),
                item(t["editors_notes"], "notes/"),
                item(t["translations"], "translations/"),
                item(t["updates"], "changes/"),
                item(t["data"], "data/"),
                item(t["guide"], "guide/"),
                item(t["vocabulary_guide"], "guide/vocabulary/"),
                item(t["release_guide"], "guide/release/"),
                item(t["embed"], "embed/"),
                item(t["accessibility"], "accessibility/"),
                item(t["sitemap"], "sitemap/"),
                item(t["embed_guide"], "guide/embed/"),
            ),
        ),
    )
