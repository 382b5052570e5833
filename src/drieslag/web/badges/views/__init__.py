"""Pages of badges: of their owners, and of the world that checks them."""
