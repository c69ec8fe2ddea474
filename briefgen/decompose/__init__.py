"""Takes a finished text apart: a Word file, or one of LibreOffice, HTML or Markdown, into blocks, a brief and a report."""
