"""The cues of a heading: words whose meaning is known, by keys, names, papers, dates and signs."""
