"""Beginnings of a publication: from a file, from another dataset, from a template."""
