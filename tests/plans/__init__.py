"""Goals and what is done for them."""
