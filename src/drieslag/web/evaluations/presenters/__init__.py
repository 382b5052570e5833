"""What the pages of evaluations print."""
