"""From text to stretches of it, each of them one summary."""
