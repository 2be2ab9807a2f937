"""The page of a performance indicator, from its figures."""
