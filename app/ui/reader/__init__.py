"""The page being read, with its highlights."""
