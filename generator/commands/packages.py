"""``packages``: the built site's rules and engine as a package for npm and one for PyPI."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..assets.library import NoNpm
from ..content.versions import today
from ..diagnostics.messages import phrase
from ..packages.build import ToolFailed, build_packages
from ..packages.site import NoSite, read_site
from .given import SITE, BadInput

HELP = "the built site's rules and engine as packages for npm and PyPI"

PACKAGES = Path("packages")
_LICENCE = Path("LICENSE")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing may follow the command."""


def run(options: argparse.Namespace) -> int:
    """Build both, and say what they are called; the exit code."""
    licence = _LICENCE.read_text("utf-8") if _LICENCE.is_file() else None
    try:
        built = build_packages(read_site(SITE), today(), licence, PACKAGES)
    except NoSite as missing:
        raise BadInput(
            phrase("packages_no_site", folder=SITE.as_posix(), file=str(missing))
        ) from None
    except NoNpm:
        raise BadInput(phrase("packages_no_npm")) from None
    except ToolFailed as error:
        raise BadInput(phrase("packages_failed", reason=str(error))) from None
    for file in built:
        print(file.as_posix())
    return 0
