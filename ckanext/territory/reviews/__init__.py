"""Publications that somebody else decides: rules, checklist, history."""
