"""The tables of badges."""
