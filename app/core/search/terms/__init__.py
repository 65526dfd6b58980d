"""Words: how a text is split into them, and the other ways in which one may be written."""
