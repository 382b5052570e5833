"""Themes, goals, levels and learning lines, in versions."""
