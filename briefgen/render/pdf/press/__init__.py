"""What a file for the print shop (PDF/X-4) has that one for readers has not: inks, bleed, marks, an output intent."""
