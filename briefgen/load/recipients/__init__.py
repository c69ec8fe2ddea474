"""The recipients of a campaign, from CSV, XLSX and YAML."""
