"""Corrections: what of the files that were built or sent is no longer true, and the notices that say so."""
