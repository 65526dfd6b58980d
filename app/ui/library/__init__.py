"""Left panel: the syllabus, the list of summaries."""
