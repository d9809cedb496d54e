"""What staff see of the search: what a query finds and why, and what their own list misses.

``command`` prints it over the built site, ``preview`` shows it on the search page of
``mkdocs serve``. Both ask the search's own scripts; nothing of it is published.
"""
