"""Content: the YAML under ``data/`` to a frozen catalogue."""
