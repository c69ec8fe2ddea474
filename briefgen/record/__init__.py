"""Record: every file that was ever built, what it printed and from what, in SQLite; and what was sent to whom."""
