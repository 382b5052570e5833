"""What the pages of support print, made ready."""
