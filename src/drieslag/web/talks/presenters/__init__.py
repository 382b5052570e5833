"""What the pages of talks show."""
