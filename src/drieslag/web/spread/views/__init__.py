"""The pages of spread: they translate between a request and the actions, and nothing more."""
