"""Actions: one module per subject; what ``__all__`` names is registered."""
