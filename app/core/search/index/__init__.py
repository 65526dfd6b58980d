"""The index on disk, with Whoosh behind it; see README.md beside this file."""
