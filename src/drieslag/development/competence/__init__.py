"""Formative moments, self-declarations and reserved tasks."""
