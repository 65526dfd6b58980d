"""The window: everything that shows, and nothing that knows."""
