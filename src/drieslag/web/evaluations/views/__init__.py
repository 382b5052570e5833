"""Views of evaluations: they translate between a request and the actions, and nothing more."""
