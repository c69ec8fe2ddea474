"""Differences between two versions of a document, as its reader sees them."""
