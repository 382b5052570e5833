"""Pages of the mirror: asking others about one's own work."""
