"""Views of reflections: they translate between a request and the actions, and nothing more."""
