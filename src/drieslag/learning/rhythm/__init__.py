"""The learning rhythm of a team: agreements, moments, and what they gave way to."""
