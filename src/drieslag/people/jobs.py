"""Timed work of people: sessions that are over go, since they tell until when, and so from when, somebody was here."""

from django.contrib.sessions.backends.db import SessionStore
from procrastinate.contrib.django import app


def forget_sessions() -> None:
    """Remove the sessions whose time is over."""
    SessionStore.clear_expired()


@app.periodic(cron="40 3 * * *")
@app.task(name="people.forget_sessions", pass_context=False)
def forget_sessions_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Every night."""
    forget_sessions()
