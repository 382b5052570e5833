"""The pages of support: they translate between a request and the actions, and nothing more."""
