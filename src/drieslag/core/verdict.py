"""What a rule answers: allowed or not, and why not, in words for the person who asked."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Verdict:
    """The answer of a rule. Truthy when allowed; `reason` is a whole, translated sentence when not."""

    allowed: bool
    reason: str | Promise = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Verdict(allowed=True)


def no(reason: str | Promise) -> Verdict:
    """Return a refusal with its reason."""
    return Verdict(allowed=False, reason=reason)


class Refused(Exception):
    """An act that a rule refuses; `reason` is shown to the person."""

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(str(reason))
        self.reason = reason


class KeyTaken(Refused):
    """What was sent carries a key under which it cannot be kept. Where that key is in use is never told."""

    def __init__(self) -> None:
        super().__init__(_("This could not be kept. Open the page again and send it once more."))


class NotFound(Exception):
    """There is no such thing, or it is not for this person; which of the two is never told."""


def require(verdict: Verdict) -> None:
    """Raise Refused with the verdict's reason unless it allows."""
    if not verdict:
        raise Refused(verdict.reason)
