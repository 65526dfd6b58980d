"""Backups of a library: one file each, read back before it counts, and restored from."""
