"""Notes to oneself and looking back on them."""
