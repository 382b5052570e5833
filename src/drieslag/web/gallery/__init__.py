"""Each component by itself, to look at and to test."""
