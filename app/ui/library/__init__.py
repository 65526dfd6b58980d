"""The left panel: the syllabus, and the list of summaries."""
