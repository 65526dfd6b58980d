"""The few windows that stand before the window."""
