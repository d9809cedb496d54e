"""What answers in the search take of the real scheme, as one JSON object.

``python -m tests.tools.answers`` prints it, for tests of the scripts: the content of the file of
each language, and the map by which texts are folded.
"""

from __future__ import annotations

import json

from generator.api.answers import answer_files
from generator.content.link import link
from generator.content.load import load
from generator.content.validate import validate
from generator.rules.compile import compile_calculators
from generator.search.fold import make_map
from generator.search.shards import rules
from tests.conftest import DATA


def answers() -> dict[str, object]:
    """By the language's tag what its file holds, and as ``rules`` what folds."""
    linked, errors = link(validate(load(DATA).records)[0])
    assert errors == []
    (scheme,) = linked.schemes()
    files = answer_files(scheme, compile_calculators(linked)[scheme.id])
    data = {name.split(".")[-2]: json.loads(text) for name, text in files.items()}
    return {**data, "rules": rules(make_map(files.values(), linked.search))}


if __name__ == "__main__":
    print(json.dumps(answers()))
