"""The step form: what was typed, what it changes, and where the person is in it."""
