"""Rows for the pages of one's own formats."""
