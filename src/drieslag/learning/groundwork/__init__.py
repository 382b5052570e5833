"""Small records that a team keeps beside its questions."""
