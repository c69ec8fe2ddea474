"""Tests of the stage `cite` that run pandoc: each starts it at least once."""
