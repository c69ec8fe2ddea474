"""The leak check: builds the terms that must not be in a finished file, and searches the file for them."""
