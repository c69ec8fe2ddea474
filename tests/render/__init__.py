"""Tests that lay out pages: each builds PDF or Word files."""
