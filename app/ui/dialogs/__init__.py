"""The few dialogs that open in front of the window."""
