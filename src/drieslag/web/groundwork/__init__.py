"""Small records of a team."""
