"""What the pages of instruments show."""
