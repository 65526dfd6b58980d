"""The separate process that reads foreign files, and the side that asks it."""
