"""The reader's own: highlights, notes, and the links between notes and everything else."""
