"""Tests of what must not be in a finished file: each builds files of a small project."""
