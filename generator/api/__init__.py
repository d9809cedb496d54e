"""API: the catalogue as JSON and CSV for other programs."""
