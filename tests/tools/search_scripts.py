"""Runs functions of ``assets/search/`` in an embedded interpreter, as the browser would."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import dukpy

from generator.assets import FOLDER, es_module


@cache
def _interpreter(modules: tuple[str, ...]) -> Any:
    """An interpreter with the declarations of these modules, which must not clash."""
    interpreter = dukpy.JSInterpreter()
    for module in modules:
        source = (FOLDER / "search" / module).read_text(encoding="utf-8")
        interpreter.evaljs(es_module.strip(source, module) + "\ntrue")
    return interpreter


def run(modules: tuple[str, ...], script: str, **given: Any) -> Any:
    """What the expression ``script`` gives; the names of ``given`` stand for their values."""
    values = "".join(f"const {name} = {json.dumps(value)};" for name, value in given.items())
    code = f"(() => {{ {values} return JSON.stringify({script}); }})()"
    return json.loads(_interpreter(modules).evaljs(code))
