"""The differences of a file for the print shop (PDF/X-4) from one for readers: inks, bleed, marks, output intent."""
