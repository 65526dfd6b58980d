"""From bytes to a document: which format a file is, and what it holds as text."""
