"""The app of the journal."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The statement log."""

    name = "drieslag.journal"
    label = "journal"
