"""axe, run in a page."""

from __future__ import annotations

from playwright.sync_api import Page


def violations(axe: str, page: Page) -> list[str]:
    """Each violation with the first of its places; of all that axe tells, only this is fetched."""
    page.evaluate(axe + ";0")
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then((all) => all.violations)")
    return [
        f"{each['id']} at {len(each['nodes'])} places, first {each['nodes'][0]['target']}:"
        f" {each['nodes'][0]['failureSummary']}"
        for each in found
    ]
