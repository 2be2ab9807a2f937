"""Readers of partner catalogues: the only package that opens outgoing connections."""
