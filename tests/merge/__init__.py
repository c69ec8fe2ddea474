"""Tests of `briefgen merge`."""
