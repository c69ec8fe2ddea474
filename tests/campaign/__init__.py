"""Tests that start processes, and stop them."""
