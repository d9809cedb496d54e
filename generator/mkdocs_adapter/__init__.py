"""The adapter: all that knows MkDocs and Material for MkDocs."""
