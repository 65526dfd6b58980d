"""One search over everything; nothing outside this package knows of Whoosh, which it uses."""
