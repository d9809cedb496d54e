"""axe, run in a page."""

from __future__ import annotations

from playwright.sync_api import Page


def violations(axe: str, page: Page, within: str = "html") -> list[str]:
    """Each violation with the first of its places; of all that axe tells, only this is fetched.

    ``within`` is the selector of the part that is looked at.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe + ";0")
    found = page.evaluate(
        "(within) => axe.run(within, {reporter: 'no-passes'}).then((all) => all.violations)",
        within,
    )
    return [
        f"{item['id']} at {len(item['nodes'])} places, first {first['target']}:"
        f" {[check['message'] for way in ('any', 'all', 'none') for check in first[way]]}"
        for item in found
        for first in item["nodes"][:1]
    ]
