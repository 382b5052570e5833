"""Buddies, and the help that a team asks for."""
