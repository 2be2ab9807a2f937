"""Uploaded files, read once: what they hold, their figures, how they fit a schema."""
