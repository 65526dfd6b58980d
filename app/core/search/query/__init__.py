"""What the reader typed, as a query with filters and all the forms of its words."""
