"""Talks about growing, prepared by both."""
