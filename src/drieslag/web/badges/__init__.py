"""Pages of badges."""
