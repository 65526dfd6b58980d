"""The main window: its panels side by side, its commands, and where the reader has been."""
