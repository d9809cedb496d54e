"""``python -m generator.assets``, from the project's folder: installs the browser's libraries.

With them comes what makes scripts small; that takes its time, which no build has to wait for.
"""

from pathlib import Path

from . import assets
from .library import install

install(Path())
assets()
