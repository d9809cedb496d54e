"""``python -m generator``: the command line, which ``cli`` describes."""

import sys

from .cli import main

sys.exit(main())
