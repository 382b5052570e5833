"""What works travels."""
