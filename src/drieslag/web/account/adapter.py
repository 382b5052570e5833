"""What django-allauth asks of us: nobody signs up by themselves, and no mail tells whether an account exists."""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from drieslag.privacy import keys

YEAR = timedelta(days=365)
SIGN_IN = b"drieslag.web.account: second steps"


def remember_language(response: HttpResponse, language: str) -> None:
    """Keep the language on the device, where every page looks for it."""
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=YEAR,
            samesite="Lax",
            secure=settings.LANGUAGE_COOKIE_SECURE,
        )


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts begin with an invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 — allauth's signature
        return False

    def post_login(self, request: HttpRequest, user: Any, **more: Any) -> HttpResponse:
        """Bring the chosen language along to another device."""
        response: HttpResponse = super().post_login(request, user, **more)
        remember_language(response, user.language)
        return response


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The name that an authenticator app shows, and how its secret is kept."""

    def get_totp_issuer(self) -> str:
        return "Drieslag"

    def encrypt(self, text: str) -> str:
        """Keep the secret of an app, and recovery codes, out of the reach of who has the database or a backup."""
        return keys.close_text(text, bound=SIGN_IN)

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` closed."""
        return keys.open_text(encrypted_text, bound=SIGN_IN)
