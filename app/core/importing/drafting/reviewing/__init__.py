"""The parts of a review: texts set aside, what is handed out to be stored, acts to be undone."""
