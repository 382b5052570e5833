"""Money for learning."""
