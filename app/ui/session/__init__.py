"""What lies between the panels and the core: edits, undo, announcements. No widgets."""
