"""Rules that propose: each takes a subject and yields proposals, or nothing."""
