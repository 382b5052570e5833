"""Credentials that the organisation signs."""
