"""Goals in own words, and what one does for them."""
