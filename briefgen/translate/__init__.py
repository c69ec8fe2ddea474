"""Translations: which are missing or older than their originals, and their way to translators and back."""
