"""Multiple-choice questions: found in a text, judged, and taken out of it as records."""
