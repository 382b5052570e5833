"""Formats that an organisation writes itself, in versions."""
