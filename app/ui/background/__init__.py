"""Work beside the window's thread: tasks, the index's processes, the search thread."""
