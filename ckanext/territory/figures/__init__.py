"""Figures of datasets: kept with each file, put together for a page."""
