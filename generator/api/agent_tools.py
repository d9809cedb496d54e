"""What the tools that a calculator's page offers to agents in the browser are called.

In: a version of a scheme. Out: ``tools.<lang>.json`` for each language, which ``tools.js`` loads
where a browser has agents; what the tools take is the schema of the facts.
"""

from __future__ import annotations

from ..content.catalogue import SchemeView
from ..labels import Label
from ..languages import LANGS, LANGUAGES
from ..text.inline import plain
from ..text.json_text import compact
from .scheme_words import aid

_TOOLS: dict[str, tuple[Label, Label]] = {
    "evaluate": ("tools_evaluate", "tools_evaluate_about"),
    "unanswered": ("tools_unanswered", "tools_unanswered_about"),
    "open": ("tools_open", "tools_open_about"),
}
"""Each tool's label, and what is said of it."""


def tool_files(scheme: SchemeView) -> dict[str, str]:
    """The files by their names relative to the site's root."""
    files = {}
    for lang in LANGS:
        t, title = scheme.catalogue.interface, plain(scheme.model.title[lang])
        words: dict[str, object] = {
            tool: {
                "title": t[label][lang],
                "description": t[about][lang].replace("{title}", title),
            }
            for tool, (label, about) in _TOOLS.items()
        }
        name = f"api/schemes/{scheme.id}/tools.{LANGUAGES[lang].tag}.json"
        files[name] = compact({"aid": aid(scheme)[lang], **words}) + "\n"
    return files
