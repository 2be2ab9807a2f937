"""Schemas of the data that actions accept: one module per subject."""
