"""The tables of portfolio."""
