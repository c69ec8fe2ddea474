"""Approvals: what a text prints, which approvals of it still hold, and what documents need."""
