"""Harvesting without CKAN: what to write is decided here, ports do the writing."""
