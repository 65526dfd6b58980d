"""Pages as a PDF prints them: lines by their places, columns, running heads, notes, paragraphs."""
