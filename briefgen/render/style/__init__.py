"""What the style sheets say: faces, colours, contrast."""
