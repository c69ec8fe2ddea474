"""All that knows the inside of WeasyPrint."""
