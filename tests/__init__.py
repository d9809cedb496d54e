"""The tests: of the code on a small tree, and of the real data."""

import os

# Messages are in the language of the locale; the tests read them in English.
os.environ["LC_ALL"] = "C.UTF-8"
