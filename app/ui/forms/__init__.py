"""The fields of a summary, as the import and the library both edit them."""
