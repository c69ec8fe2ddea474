"""Edits of a user's text files that leave every other byte as it is: the text of a file goes in, the new text comes out.

Each edit is read back by the reader of the project. Where it is not certain what to write, `EditRefused` says what to do by hand.
"""
