"""TypeScript declarations of the published data, made from its own JSON Schema.

``python -m tests.tools.published_types`` (or ``npm run types``) writes them; a test compares.
"""

from __future__ import annotations

import json
import subprocess

from generator.api.schema import SchemeData
from generator.assets import FOLDER
from tests.conftest import ROOT

DECLARATIONS = FOLDER / "types/published.d.ts"


def declarations() -> str:
    """The text that ``DECLARATIONS`` has to hold. Needs Node.js and the packages of npm."""
    return subprocess.run(
        ["node", "frontend/types.mjs", SchemeData.__name__],
        cwd=ROOT,
        input=json.dumps(SchemeData.model_json_schema()),
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout


if __name__ == "__main__":
    DECLARATIONS.write_text(declarations(), "utf-8")
