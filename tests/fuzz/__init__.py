"""Input made by a machine: every loader and the way of Markdown, fed with bytes until one of them fails."""
