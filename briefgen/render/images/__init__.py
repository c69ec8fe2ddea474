"""Images: read, cleaned, drawn anew."""
