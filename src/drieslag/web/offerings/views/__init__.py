"""The pages of what colleagues offer."""
