"""Fast tests, stage by stage."""
