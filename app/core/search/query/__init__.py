"""What the reader typed, as a query with filters, and the forms of its words."""
