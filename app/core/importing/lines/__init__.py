"""What a single line is: a label, a date, a publication, boilerplate, or text."""
