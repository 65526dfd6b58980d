"""What the reader does to summaries, highlights and notes, each as a step that can be undone."""
