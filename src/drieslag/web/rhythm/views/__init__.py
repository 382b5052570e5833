"""The pages of a rhythm: they translate between a request and the actions of rhythm, and nothing more."""
