"""The page that is read: its document, its painting, and the way between offsets and positions."""
