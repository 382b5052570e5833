"""The tables of competence."""
