"""The rhythm of a team."""
