"""The body of one summary: its sections, facts, vocabulary and subjects."""
