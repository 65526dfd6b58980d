"""The extensions of files that may hold summaries; a module of its own, loaded at the start."""

from typing import Final

TEXT: Final = (".txt", ".md", ".markdown", ".text")
PAGE: Final = (".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml")
TABLE: Final = (".csv", ".tsv", ".json", ".jsonl")
# Forms that are zips inside: one of these without its own parts is broken, not a zip of texts.
PACK: Final = ".bayaz"
ZIPPED: Final = (".docx", ".docm", ".dotx", ".odt", ".ott", ".epub", PACK)
SUFFIXES: Final = (*TEXT, *PAGE, *TABLE, *ZIPPED, ".rtf", ".fodt", ".pdf", ".zip")
