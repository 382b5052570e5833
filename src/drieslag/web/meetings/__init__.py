"""Choosing a format, planning, running together, and what came out."""
