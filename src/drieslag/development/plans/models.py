"""The tables of plans."""
