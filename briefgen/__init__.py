"""Composes policy recommendation briefs: selected, cited, checked and typeset for each reader."""

__version__ = "0.1.0"
