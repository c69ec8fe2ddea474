"""What the user types: turns arguments into calls, and results and problems into lines and exit codes."""
