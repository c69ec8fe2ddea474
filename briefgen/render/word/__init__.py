"""All that knows Word: its parts, styles and pages."""
