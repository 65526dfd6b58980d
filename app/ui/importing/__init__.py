"""The page on which drafts are reviewed before they are accepted."""
