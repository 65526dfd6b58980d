"""Markdown to blocks of plain runs: the one form in which text is shown, counted and searched."""
