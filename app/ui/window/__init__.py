"""The main window: its panels, its commands, and what connects them."""
