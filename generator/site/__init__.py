"""Site: what a page is, where it stands, and what the navigation holds."""
