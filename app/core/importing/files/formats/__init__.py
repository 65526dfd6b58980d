"""Files to text: one module a format, each from bytes to a Document."""
