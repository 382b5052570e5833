"""Formats of one's own: writing, trying, sharing and printing them."""
