"""Pages of offerings."""
