"""The app of privacy."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Anonymous acts, encrypted fields, consents, the register of what is kept about a person."""

    name = "drieslag.privacy"
    label = "privacy"

    def ready(self) -> None:
        """Each process looks things up in the same folder."""
        from drieslag.privacy.anonymous import kept
        from drieslag.privacy.shield.building import settle

        kept.fill()
        settle()
