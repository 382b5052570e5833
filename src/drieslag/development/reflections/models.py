"""The tables of reflections."""
