"""What files are called that may hold summaries; apart, for the window asks for it at its start."""

from typing import Final

TEXT: Final = (".txt", ".md", ".markdown", ".text")
PAGE: Final = (".html", ".htm", ".xhtml")
TABLE: Final = (".csv", ".tsv", ".json", ".jsonl")
SUFFIXES: Final = (*TEXT, *PAGE, *TABLE, ".docx", ".pdf", ".epub", ".bayaz")
