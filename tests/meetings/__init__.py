"""Meetings: planning, running, closing."""
