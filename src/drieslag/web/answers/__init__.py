"""Pages of answering."""
