"""The leak check: what must not be in a finished file, and the search for it."""
