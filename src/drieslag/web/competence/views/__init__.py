"""Views of competence."""
