"""The extensions of files that may hold summaries; a module of its own, loaded at the start."""

from typing import Final

TEXT: Final = (".txt", ".md", ".markdown", ".text")
PAGE: Final = (".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml")
TABLE: Final = (".csv", ".tsv", ".json", ".jsonl")
SUFFIXES: Final = (*TEXT, *PAGE, *TABLE, ".docx", ".pdf", ".epub", ".bayaz")
