"""Everything Bayaz knows and can do. No Qt anywhere below this line."""
