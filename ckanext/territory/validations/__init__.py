"""Files checked against table schemas: the report kept, and how people read it."""
