"""From a query to ranked hits with excerpts and facets."""
