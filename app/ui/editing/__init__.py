"""Correcting a summary that is in the library: its details and its text."""
