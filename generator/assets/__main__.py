"""``python -m generator.assets``, from the project's folder: installs the browser's libraries."""

from pathlib import Path

from .library import install

install(Path())
