"""What the pages of a rhythm print."""
