"""Views of growth."""
