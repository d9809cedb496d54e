"""How the conditions of each requirement hang together, in the words of one language.

In: a version of a scheme. Out: ``conditions.<lang>.json`` for each language, which the calculator
loads where a reader opens the tree of a requirement. Each part has the condition that it stands
for in its published form, so that the engine says of it what it says of the whole.
"""

from __future__ import annotations

from ..content.catalogue import SchemeView
from ..labels import Labels
from ..languages import LANGS, LANGUAGES, Lang
from ..rules.conditions import conditions
from ..rules.published import publish
from ..rules.trees import Branch, Tree, trees
from ..text.inline import plain
from ..text.json_text import compact


def condition_files(scheme: SchemeView) -> dict[str, str]:
    """The files by their names relative to the site's root."""
    return {
        f"api/schemes/{scheme.id}/conditions.{LANGUAGES[lang].tag}.json": compact(
            _requirements(scheme, lang)
        )
        + "\n"
        for lang in LANGS
    }


def _requirements(scheme: SchemeView, lang: Lang) -> dict[str, object]:
    """The trees of each requirement that has any, by its id."""
    t, calculator = scheme.catalogue.interface.in_language(lang), scheme.calculator
    words = conditions(calculator, lang, t)
    drawn = {item.id: trees(item, words, t) for item in calculator.requirements}
    return {id_: [_tree(tree, t, lang) for tree in found] for id_, found in drawn.items() if found}


def _tree(tree: Tree, t: Labels, lang: Lang) -> dict[str, object]:
    whole = t["tree_applies" if tree.of == "applies" else "tree_met"]
    title = whole if tree.reading is None else plain(tree.reading[lang])
    return {"of": tree.of, "title": title, "root": _branch(tree.root)}


def _branch(part: Branch) -> dict[str, object]:
    data: dict[str, object] = {"words": part.words, "when": publish(part.condition)}
    if part.branches:
        data["parts"] = [_branch(inner) for inner in part.branches]
    return data
