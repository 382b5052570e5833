"""The tables of registers."""
