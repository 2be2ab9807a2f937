"""The directory of referents: who is in it, who sees whom, which face."""
