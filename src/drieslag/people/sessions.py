"""Ending every session of an account, on whichever device: a session holds the account's key."""

from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session


def end_sessions(account: UUID) -> int:
    """Remove the account's sessions. Returns how many; sessions are encoded, so all are read."""
    mine = [
        session.pk
        for session in Session.objects.iterator(chunk_size=500)
        if session.get_decoded().get(SESSION_KEY) == str(account)
    ]
    return Session.objects.filter(pk__in=mine).delete()[0]
