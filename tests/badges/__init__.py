"""Badges: signed by us, checked by a verifier that others wrote."""
