"""The page: its document, how it is painted, and converting between offsets and positions."""
