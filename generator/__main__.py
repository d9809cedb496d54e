"""The command line: ``python -m generator check``."""

import sys
from pathlib import Path

from .errors import DataErrors
from .load import BadFiles, load
from .validate import validate

errors = []
try:
    raw = load(Path("data"))
except BadFiles as e:
    raw = e.records
    errors += e.errors
records, more = validate(raw)
errors += more
if errors:
    print(DataErrors(errors), file=sys.stderr)
    sys.exit(1)
print(len(records), "records")
