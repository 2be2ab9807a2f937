"""The CKAN side of the ports of harvesting, and the bulk reading of the catalogue."""
