"""Fast tests of one stage in memory, one file for a module. All of them together take less than a minute of processor time."""
