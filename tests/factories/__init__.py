"""People and things to test with."""
