"""The records of an import."""
