"""What the pages of the mirror say."""
