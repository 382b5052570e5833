"""What the pages of the board show, as rows that a template only has to print."""
