"""Whole records: a summary, a note or a highlight with all its rows, read and written as one."""
