"""Seeing for oneself where one stands."""
