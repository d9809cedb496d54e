"""Labels: the module of their keys, made from the data.

``python -m tests.tools.labels`` writes ``generator/labels.py`` anew, after a label has been
added to or taken from ``data/interface.yml``.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from generator.content.load import load
from tests.conftest import DATA, ROOT

MODULE = ROOT / "generator" / "labels.py"

_NAMED_BY_DATA = "currency_"
"""What the keys begin with that a scheme asks for by its currency, and the code never."""

_HEAD = '''"""Labels: the keys by which the code asks for words of the interface.

Made from ``data/interface.yml`` by ``python -m tests.tools.labels``; not edited by hand. The
words are data. A label for another currency is, too: no code names its key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

# fmt: off
Label = Literal[
'''

_TAIL = '''
]
# fmt: on

LABELS: tuple[Label, ...] = get_args(Label)
"""Every label that ``data/interface.yml`` must have."""

Labels: TypeAlias = Mapping[Label, str]
"""The words of one language by their labels."""
'''


def keys_of_the_data() -> list[str]:
    """The keys of ``data/interface.yml`` that the code has to name, sorted."""
    (record,) = (raw for raw in load(DATA).records if raw.key.kind == "interface")
    return sorted(str(key) for key in record.data if not key.startswith(_NAMED_BY_DATA))


def module(keys: Iterable[str]) -> str:
    """The text of ``generator/labels.py`` for these keys."""
    names = textwrap.fill(
        " ".join(f'"{key}",' for key in keys),
        width=100,
        initial_indent="    ",
        subsequent_indent="    ",
    )
    return _HEAD + names + _TAIL


if __name__ == "__main__":
    MODULE.write_text(module(keys_of_the_data()), "utf-8")
