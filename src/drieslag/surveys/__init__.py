"""Instruments that are asked: rounds, answers nobody can trace, and what may be said of them."""
