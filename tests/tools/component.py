"""What the calculator's component loads of the real scheme in English, as one JSON object.

``python -m tests.tools.component`` prints it, for tests of the scripts.
"""

from __future__ import annotations

import json

from generator.api.component import component_files
from generator.content.link import link
from generator.content.load import load
from generator.content.validate import validate
from generator.rules.compile import compile_calculators
from tests.conftest import DATA


def component() -> dict[str, object]:
    """The content of both files, by their names."""
    linked, errors = link(validate(load(DATA).records)[0])
    assert errors == []
    (scheme,) = linked.schemes()
    files = component_files(scheme, compile_calculators(linked))
    names = ("calculator", "more")
    return {name: json.loads(files[f"api/schemes/{scheme.id}/{name}.en.json"]) for name in names}


if __name__ == "__main__":
    print(json.dumps(component()))
