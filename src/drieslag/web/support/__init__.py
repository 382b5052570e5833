"""Buddies and help requests."""
