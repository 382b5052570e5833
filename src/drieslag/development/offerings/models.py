"""The tables of offerings."""
