"""Views of talks."""
