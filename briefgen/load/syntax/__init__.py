"""The syntax of files: text, YAML and front matter, with the line of every value, and their validation."""
