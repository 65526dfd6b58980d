"""Bayaz: an offline reader and notebook for aspirants of Pakistan's CSS examination."""

__version__ = "0.1.0"
