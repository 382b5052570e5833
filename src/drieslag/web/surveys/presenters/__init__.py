"""What the pages of rounds print."""
