"""From accepted drafts to the library."""
