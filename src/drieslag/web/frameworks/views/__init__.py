"""Views of frameworks: they translate between a request and the actions, and nothing more."""
