"""Views: for each kind of page a frozen value that says all that its template writes."""
