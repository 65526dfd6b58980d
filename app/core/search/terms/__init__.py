"""Words: how a text is cut into them, and in what other forms one may be written."""
