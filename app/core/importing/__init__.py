"""Files to text, text to drafts, drafts into the library."""
