"""Authoring: what staff start new records from, and the schemas their editors read."""
