"""Questions from their form to their answer, and what is made public of them."""
