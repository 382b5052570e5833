"""The pages of one's own formats."""
