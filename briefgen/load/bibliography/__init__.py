"""Sources from `sources.yaml` and from the exports of other programs."""
