"""What colleagues offer each other."""
