"""The library's SQL, one store for each kind of record."""
