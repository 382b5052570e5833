"""What the pages of reflections print."""
