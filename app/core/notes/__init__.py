"""What the reader adds: highlights, notes, and the links from notes to everything else."""
