"""Warnings: what is allowed and yet mostly a slip. None of them keeps the site from its readers."""
