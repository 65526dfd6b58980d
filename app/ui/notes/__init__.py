"""The right panel and the notebook: notes, highlights, links."""
