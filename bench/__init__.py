"""Measures of ours against the stock product, side by side, on the real services."""
