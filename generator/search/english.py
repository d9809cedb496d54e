"""How English words are inflected and spelt, for :mod:`tokens` and for the browser."""

from __future__ import annotations

SUFFIXES = (
    ("ications", "i"), ("ication", "i"), ("icants", "i"), ("icant", "i"),
    ("ensions", "end"), ("ension", "end"),
    ("isations", "iz"), ("izations", "iz"), ("isation", "iz"), ("ization", "iz"),
    ("abilities", "abl"), ("ability", "abl"), ("ibility", "ibl"),
    ("uctions", "uc"), ("uction", "uc"), ("ations", "at"), ("ation", "at"),
    ("itions", "it"), ("ition", "it"), ("ements", ""), ("ement", ""), ("ments", ""), ("ment", ""),
    ("ings", ""), ("ing", ""), ("ied", "y"), ("ies", "y"), ("sses", "ss"), ("ches", "ch"),
    ("shes", "sh"), ("xes", "x"), ("edly", ""), ("ed", ""), ("s", ""),
)  # fmt: skip
"""Endings of English words and what stands for them; the first that fits is taken."""

KEPT = ("ss", "us", "is")
"""A last s that is no plural."""
ENDINGS = (
    ("tre", "ter"), ("our", "or"), ("e", ""), ("enc", "ens"),
    ("is", "iz"), ("ys", "yz"), ("y", "i"),
)  # fmt: skip
"""Then spelling, British and American alike; every one that fits, in this order."""
