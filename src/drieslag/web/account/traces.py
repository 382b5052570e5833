"""django-allauth would note when a key or app was last used to sign in; nobody needs to know it (trust.md)."""

from typing import Any


def forget_use(instance: Any, **_: object) -> None:
    """Keep that a key is there, and not when it was used."""
    instance.last_used_at = None


def leave_none() -> None:
    """Be asked before any such row is written."""
    from allauth.mfa.models import Authenticator
    from django.db.models.signals import pre_save

    pre_save.connect(forget_use, sender=Authenticator, dispatch_uid="drieslag.web.account.traces")
