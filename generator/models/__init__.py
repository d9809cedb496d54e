"""Models: what the fields of each kind of record are, one file a family of kinds."""
