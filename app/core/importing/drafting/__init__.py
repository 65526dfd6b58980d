"""From text to drafts, a batch of them, and their review."""
