"""Whether a library is what was stored: its tables, its records, and how it was left."""
