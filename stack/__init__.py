"""Sets up and runs the services of a portal inside the checkout's private folder."""
