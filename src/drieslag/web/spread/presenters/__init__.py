"""What the pages of spread print."""
