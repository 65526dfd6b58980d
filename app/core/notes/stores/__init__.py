"""The SQL of notes, highlights, links and colour names: one store for notes, one for highlights."""
