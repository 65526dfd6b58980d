"""Giving summaries away: packs, and the Markdown they are made of."""
