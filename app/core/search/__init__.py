"""One search over everything, with Whoosh behind it: nobody outside this package knows Whoosh."""
