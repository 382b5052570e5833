"""What the pages of competence show."""
