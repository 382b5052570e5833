"""The tables of talks."""
