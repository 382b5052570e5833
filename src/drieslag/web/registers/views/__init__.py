"""Pages of registers: for one person, and for the colleague who is asked to confirm one gathering."""
