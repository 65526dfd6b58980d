"""The library: summaries with their sections and facts, the syllabus, and the page of each."""
