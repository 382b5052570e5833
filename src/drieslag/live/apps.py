"""The app that says, in the transaction of a change, that something changed; and beside it the program that passes
it on.
"""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """Versions of topics."""

    name = "drieslag.live"
    label = "live"
