"""Text: inline Markdown, locators and dates as each language writes them."""
