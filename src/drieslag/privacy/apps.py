"""The app of privacy."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Anonymous acts, encrypted fields, consents, the register of what is kept about a person."""

    name = "drieslag.privacy"
    label = "privacy"
