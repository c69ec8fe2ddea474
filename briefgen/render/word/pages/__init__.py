"""The pages of a Word file, laid out once to number its table of contents."""
