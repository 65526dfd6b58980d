"""What each action of the window does, menu by menu: one method per action, found by its name."""
