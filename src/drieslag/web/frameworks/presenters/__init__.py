"""What the pages of frameworks show, ready for their templates."""
