"""What a package for PyPI has beside the site's own files: it is copied, with its types."""
