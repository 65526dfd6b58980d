"""What stands between the panels and the core: every write, announced as a signal. No widgets."""
