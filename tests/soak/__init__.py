"""Soak: builds killed, starved of room and disturbed at random; the last good site stays whole.

``python -m tests.soak`` (``make soak``) takes a small project of its own through some hundred
builds and looks at every file of its site after each. It takes most of an hour and is no part of
the tests; ``tests/test_soak.py`` sees to it that it would notice a fault.
"""
