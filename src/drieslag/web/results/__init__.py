"""Pages of results: reading them together, as paper, as a sheet, and letting others have them."""
