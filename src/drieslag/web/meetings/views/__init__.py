"""Views of meetings; they only translate."""
