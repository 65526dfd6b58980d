"""What several panels do together, one controller for each matter."""
