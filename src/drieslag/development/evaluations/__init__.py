"""How somebody sees the own work."""
