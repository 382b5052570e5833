"""A limit on reading calendars, by person: each reading takes a program of its own, and may take seconds."""

from uuid import UUID

from django.core.cache import cache

WINDOW = 10 * 60
MOST = 12


def too_often(person: UUID) -> bool:
    """Count one reading more, and return whether that is too many."""
    key = f"calendar-reading:{person}"
    tries = int(cache.get(key, 0)) + 1
    cache.set(key, tries, WINDOW)
    return tries > MOST
