"""The page of an environment dataset, from its figures."""
