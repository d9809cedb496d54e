"""What the sandbox loads of the real scheme in English, as one JSON object.

``python -m tests.tools.sandbox`` prints it, for tests of the scripts.
"""

from __future__ import annotations

import json

from generator.api.desk import desk_files
from generator.api.sandbox import sandbox_files
from generator.build import check
from tests.conftest import DATA


def sandbox() -> dict[str, object]:
    """The content of both files, by their names."""
    linked, results = check(DATA)
    (scheme,) = linked.schemes()
    compiled = results.calculators[scheme.id]
    files = desk_files(scheme, compiled) | sandbox_files(scheme, compiled, results)
    names = {"published": "screening", "data": "sandbox.en"}
    folder = f"api/schemes/{scheme.id}"
    return {name: json.loads(files[f"{folder}/{file}.json"]) for name, file in names.items()}


if __name__ == "__main__":
    print(json.dumps(sandbox()))
