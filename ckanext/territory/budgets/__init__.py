"""Publication of budgets: from a file to a dataset, its lines and its page."""
