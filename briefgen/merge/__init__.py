"""Brings the edits of a Word file back into the blocks that it was built from: `briefgen merge`."""
