"""The pages of what a team keeps: they translate between a request and the actions, and nothing more."""
