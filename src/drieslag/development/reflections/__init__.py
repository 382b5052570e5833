"""Short notes to oneself, and looking back on them."""
