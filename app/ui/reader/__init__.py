"""The page that is read, with its marks."""
