"""Versions of one record and the record that follows from them: data only, no library."""
