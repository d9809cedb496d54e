"""Pages: the catalogue to pages of the site."""
