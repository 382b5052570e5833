"""What django-allauth asks of us: nobody signs up by themselves, and no mail tells whether an account exists."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts begin with an invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 — allauth's signature
        return False


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The name that an authenticator app shows."""

    def get_totp_issuer(self) -> str:
        return "Drieslag"
