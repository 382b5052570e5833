"""The tables of evaluations."""
