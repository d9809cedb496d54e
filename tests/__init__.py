"""The tests: of the code on a small tree, and of the real data."""
